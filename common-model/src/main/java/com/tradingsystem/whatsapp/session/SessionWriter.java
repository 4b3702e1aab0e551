package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
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

    static final MergedTable<SessionUpdate> TABLE = MergedTable.of("sessions", COLUMNS, "session_name")
            .newest("status_at", "waha_status", "status")
            .newest("account_at", "whatsapp_id", "lid", "profile_name", "phone_number")
            .newest("engine_at", "engine", "waha_version")
            .greatest("connected_at", "disconnected_at", "last_event_at", "last_heartbeat_at")
            .touching("updated_at = clock_timestamp()")
            .build();

    private static final String ENSURE =
            "insert into whatsapp_gateway.sessions (session_name) select r.session_name from " + COLUMNS.unnest("r")
                    + " on conflict do nothing";

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
            TABLE.mergeExisting(connection, rows);
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
