package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Writes sessions and their counters. Stateless, safe for use by many threads. */
public final class SessionWriter {

    private static final Columns<SessionUpdate> COLUMNS = Columns.<SessionUpdate>of()
            .text("session_name", f -> f.session().value())
            .text(
                    "status",
                    f -> f.status() == null ? null : SessionStatus.of(f.status().wahaStatus()))
            .text("waha_status", f -> f.status() == null ? null : f.status().wahaStatus())
            .instant("status_at", f -> f.status() == null ? null : f.status().at())
            .instant("connected_at", SessionUpdate::connectedAt)
            .instant("disconnected_at", SessionUpdate::disconnectedAt)
            .text("whatsapp_id", f -> f.owner() == null ? null : f.owner().address())
            .text("lid", f -> f.owner() == null ? null : f.owner().lid())
            .text("phone_number", f -> f.owner() == null ? null : f.owner().phone())
            .text("profile_name", f -> f.owner() == null ? null : f.owner().name())
            .instant("account_at", f -> f.owner() == null ? null : f.owner().at())
            .text("engine", f -> f.engine() == null ? null : f.engine().name())
            .text("waha_version", f -> f.engine() == null ? null : f.engine().version())
            .instant("engine_at", f -> f.engine() == null ? null : f.engine().at())
            .instant("last_event_at", SessionUpdate::lastEventAt)
            .instant("last_heartbeat_at", SessionUpdate::lastHeartbeatAt)
            .build();

    private static final String NEWER_STATUS =
            "(s.status_at is null or (e.status_at, e.waha_status collate \"C\") > (s.status_at, s.waha_status collate \"C\"))";
    private static final String NEWER_OWNER = """
            (s.account_at is null or (e.account_at, e.whatsapp_id collate "C", coalesce(e.lid, '') collate "C",
                                      coalesce(e.profile_name, '') collate "C")
                                   > (s.account_at, s.whatsapp_id collate "C", coalesce(s.lid, '') collate "C",
                                      coalesce(s.profile_name, '') collate "C"))""";
    private static final String NEWER_ENGINE = """
            (s.engine_at is null or (e.engine_at, e.engine collate "C", coalesce(e.waha_version, '') collate "C")
                                  > (s.engine_at, s.engine collate "C", coalesce(s.waha_version, '') collate "C"))""";

    private static final String ENSURE =
            "insert into whatsapp_gateway.sessions (session_name) select r.session_name from " + COLUMNS.unnest("r")
                    + " on conflict do nothing";

    private static final String MERGE = """
            with e as materialized (select * from %1$s)
            update whatsapp_gateway.sessions s
               set status            = case when %2$s then coalesce(e.status, s.status) else s.status end,
                   waha_status       = case when %2$s then coalesce(e.waha_status, s.waha_status) else s.waha_status end,
                   status_at         = greatest(s.status_at, e.status_at),
                   connected_at      = greatest(s.connected_at, e.connected_at),
                   disconnected_at   = greatest(s.disconnected_at, e.disconnected_at),
                   whatsapp_id       = case when %3$s then e.whatsapp_id else s.whatsapp_id end,
                   lid               = case when %3$s then e.lid else s.lid end,
                   phone_number      = case when %3$s then e.phone_number else s.phone_number end,
                   profile_name      = case when %3$s then e.profile_name else s.profile_name end,
                   account_at        = greatest(s.account_at, e.account_at),
                   engine            = case when %4$s then e.engine else s.engine end,
                   waha_version      = case when %4$s then e.waha_version else s.waha_version end,
                   engine_at         = greatest(s.engine_at, e.engine_at),
                   last_event_at     = greatest(s.last_event_at, e.last_event_at),
                   last_heartbeat_at = greatest(s.last_heartbeat_at, e.last_heartbeat_at),
                   updated_at        = clock_timestamp()
              from e
             where s.session_name = e.session_name""".formatted(
                    COLUMNS.unnest("r"),
                    NEWER_STATUS,
                    "e.account_at is not null and " + NEWER_OWNER,
                    "e.engine_at is not null and " + NEWER_ENGINE);

    private record Count(SessionName session, int slot, long sent, long received) {}

    private static final Columns<Count> COUNTS = Columns.<Count>of()
            .text("session_name", c -> c.session().value())
            .integer("slot", Count::slot)
            .bigint("messages_sent", Count::sent)
            .bigint("messages_received", Count::received)
            .build();

    private static final String ADD =
            "insert into whatsapp_gateway.session_counters as c (" + COUNTS.names() + ") select "
                    + COUNTS.names("r") + " from " + COUNTS.unnest("r") + """
             on conflict (session_name, slot) do update
               set messages_sent     = c.messages_sent + excluded.messages_sent,
                   messages_received = c.messages_received + excluded.messages_received""";

    /** Enough that transactions of one session seldom meet, few enough that the sum stays cheap. */
    private static final int SLOTS = 16;

    /** Merges what is known of sessions into their rows, which are made where they are not there yet. */
    public void merge(Connection connection, Collection<SessionUpdate> facts) throws SQLException {
        if (!facts.isEmpty()) {
            // In one order, so that two who write the same sessions do not wait for each other.
            List<SessionUpdate> rows = facts.stream()
                    .sorted(Comparator.comparing(SessionUpdate::session))
                    .toList();
            COLUMNS.run(connection, ENSURE, rows);
            COLUMNS.run(connection, MERGE, rows);
        }
    }

    /** Counts messages that are in the archive for the first time. */
    public void count(Connection connection, Collection<MessageKey> messages) throws SQLException {
        count(connection, messages, 1);
    }

    /** Takes messages back that turned out to be others, which were counted as well. */
    public void countBack(Connection connection, Collection<MessageKey> messages) throws SQLException {
        count(connection, messages, -1);
    }

    private static void count(Connection connection, Collection<MessageKey> messages, int one) throws SQLException {
        int slot = ThreadLocalRandom.current().nextInt(SLOTS);
        Map<SessionName, Count> counts = new HashMap<>();
        for (MessageKey key : messages) {
            counts.merge(
                    key.session(),
                    new Count(key.session(), slot, key.fromMe() ? one : 0, key.fromMe() ? 0 : one),
                    (a, b) -> new Count(a.session, slot, a.sent + b.sent, a.received + b.received));
        }
        if (!counts.isEmpty()) {
            COUNTS.run(connection, ADD, List.copyOf(counts.values()));
        }
    }

    /** The word in {@code revoke_policy} of those of the sessions that have one of their own. */
    public Map<SessionName, String> revokePolicies(Connection connection, Collection<SessionName> sessions)
            throws SQLException {
        Array names = connection.createArrayOf(
                "text", sessions.stream().map(SessionName::value).toArray(String[]::new));
        Map<SessionName, String> policies = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select session_name, revoke_policy from whatsapp_gateway.sessions
                 where session_name = any (?) and revoke_policy is not null""")) {
            statement.setArray(1, names);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    policies.put(new SessionName(row.getString(1)), row.getString(2));
                }
            }
        }
        return policies;
    }
}
