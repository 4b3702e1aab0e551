package com.tradingsystem.whatsapp.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns and remembers which phone number is behind a LID.
 *
 * <p>Runs in the caller's transaction. Safe for use by many threads.
 */
public final class LidLinks {

    private record Link(SessionLid lid, LinkCandidates claims, boolean phoneChanged) {}

    private static final Columns<SessionLid> LIDS = Columns.<SessionLid>of()
            .text("session_name", l -> l.session().value())
            .text("lid", l -> l.lid().value())
            .build();

    private static final Columns<SessionAddress> ADDRESSES = Columns.<SessionAddress>of()
            .text("session_name", a -> a.session().value())
            .text("address", a -> a.address().value())
            .build();

    /** Every LID of every person asked for. The laterals keep the server to index probes, whatever it guesses. */
    private static final String FIND = """
            select l.session_name, l.lid, l.phone, l.told_at, l.rivals
              from (select distinct r.session_name, coalesce(k.phone, r.address) as phone
                      from %s
                      left join lateral (
                        select * from whatsapp_gateway.lid_links k
                         where k.session_name = r.session_name and k.lid = r.address offset 0) k on true) p
             cross join lateral (
               select * from whatsapp_gateway.lid_links l
                where l.session_name = p.session_name and l.phone = p.phone offset 0) l""".formatted(ADDRESSES.unnest("r"));

    /** Changes of a session's links exclude each other: candidates are merged here, not by the database. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('whatsapp_gateway.lid_links ' || s.name, 0))
              from (select distinct name from unnest(?::text[]) as u (name) order by name) s""";

    private static final Columns<Link> COLUMNS = Columns.<Link>of()
            .text("session_name", l -> l.lid().session().value())
            .text("lid", l -> l.lid().lid().value())
            .text("phone", l -> l.claims().winner().value())
            .instant("told_at", l -> l.claims().winnerToldAt())
            .jsonb("rivals", l -> rivals(l.claims()))
            .bool("phone_changed", Link::phoneChanged)
            .build();

    private static final String WRITE = """
            insert into whatsapp_gateway.lid_links as l (session_name, lid, phone, told_at, rivals)
            select r.session_name, r.lid, r.phone, r.told_at, r.rivals from %s
            on conflict (session_name, lid) do update
               set phone = excluded.phone, told_at = excluded.told_at, rivals = excluded.rivals,
                   learnt_at  = case when l.phone = excluded.phone then l.learnt_at else now() end,
                   settled_at = case when l.phone = excluded.phone then l.settled_at end""".formatted(COLUMNS.unnest("r"));

    private static final String UNSETTLED = """
            select session_name, lid, learnt_at <= now() - ? * interval '1 millisecond' as is_due
              from whatsapp_gateway.lid_links
             where settled_at is null
             order by learnt_at limit ?""";

    private static final String SETTLE = """
            update whatsapp_gateway.lid_links l set settled_at = now()
              from %s
             where l.session_name = r.session_name and l.lid = r.lid and l.settled_at is null""".formatted(LIDS.unnest("r"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, @Nullable String>> RIVALS = new TypeReference<>() {};

    /**
     * Adds claims to what is known and tells what is known then.
     *
     * @param mentioned further addresses whose persons are asked for
     */
    public KnownLinks learn(
            Connection connection, Collection<LinkCandidate> claims, Collection<SessionAddress> mentioned)
            throws SQLException {
        Map<SessionLid, LinkCandidates> claimed = new HashMap<>();
        for (LinkCandidate claim : claims) {
            // An engine once printed the digits of a LID as a phone number.
            if (!claim.lid().lid().id().equals(claim.phone().phoneNumber())) {
                Instant toldAt = Timestamps.kept(claim.toldAt());
                claimed.merge(claim.lid(), LinkCandidates.of(claim.phone(), toldAt), LinkCandidates::merge);
            }
        }
        Set<SessionAddress> asked = new HashSet<>();
        mentioned.stream().filter(LidLinks::isPersonal).forEach(asked::add);
        claimed.forEach((lid, of) -> {
            asked.add(new SessionAddress(lid.session(), lid.lid()));
            of.phones().keySet().forEach(phone -> asked.add(new SessionAddress(lid.session(), phone)));
        });
        if (asked.isEmpty()) {
            return KnownLinks.NONE;
        }
        Fold fold = Fold.of(claimed, find(connection, asked), asked);
        if (!fold.changed().isEmpty()) {
            lock(connection, fold.changed());
            fold = Fold.of(claimed, find(connection, asked), asked);
            if (!fold.changed().isEmpty()) {
                COLUMNS.run(connection, WRITE, fold.changed());
            }
        }
        return fold.links();
    }

    private static boolean isPersonal(SessionAddress address) {
        return address.address() instanceof Jid.Lid || address.address() instanceof Jid.Person;
    }

    private static void lock(Connection connection, List<Link> links) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            links.stream()
                                    .map(link -> link.lid().session().value())
                                    .toArray()));
            statement.execute();
        }
    }

    /**
     * A LID that may have rows under it still.
     *
     * @param isDue whether its phone number was learnt long enough ago to believe that no new ones come
     */
    public record Unsettled(SessionLid lid, boolean isDue) {}

    /** LIDs that are not settled, the oldest first, up to {@code limit} of them. */
    public List<Unsettled> unsettled(Connection connection, Duration settleAfter, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNSETTLED)) {
            statement.setLong(1, settleAfter.toMillis());
            statement.setInt(2, limit);
            List<Unsettled> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (Jid.parse(row.getString("lid")) instanceof Jid.Lid lid) {
                        SessionLid of = new SessionLid(new SessionName(row.getString("session_name")), lid);
                        found.add(new Unsettled(of, row.getBoolean("is_due")));
                    }
                }
            }
            return found;
        }
    }

    /** Notes that no rows are left under these LIDs. */
    public void settle(Connection connection, List<SessionLid> lids) throws SQLException {
        if (!lids.isEmpty()) {
            LIDS.run(connection, SETTLE, lids);
        }
    }

    /** What is known with the claims, and which rows that changes. */
    private record Fold(KnownLinks links, List<Link> changed) {

        static Fold of(
                Map<SessionLid, LinkCandidates> claimed,
                Map<SessionLid, LinkCandidates> known,
                Set<SessionAddress> asked) {
            List<Link> changed = new ArrayList<>();
            Set<SessionLid> learnt = new HashSet<>();
            Set<SessionLid> contradicted = new HashSet<>();
            Map<SessionLid, LinkCandidates> all = new HashMap<>(known);
            claimed.forEach((lid, claims) -> {
                LinkCandidates before = known.get(lid);
                LinkCandidates after = before == null ? claims : before.merge(claims);
                all.put(lid, after);
                boolean phoneChanged = before == null || !before.winner().equals(after.winner());
                if (!after.equals(before)) {
                    changed.add(new Link(lid, after, phoneChanged));
                }
                if (phoneChanged) {
                    learnt.add(lid);
                }
                if (after.phones().size() > 1) {
                    contradicted.add(lid);
                }
            });
            Map<SessionLid, Jid.Person> phones = new HashMap<>();
            all.forEach((lid, claims) -> phones.put(lid, claims.winner()));
            return new Fold(new KnownLinks(phones, learnt, contradicted, asked), changed);
        }
    }

    private static Map<SessionLid, LinkCandidates> find(Connection connection, Set<SessionAddress> addresses)
            throws SQLException {
        Map<SessionLid, LinkCandidates> found = new HashMap<>();
        ADDRESSES
                .query(connection, FIND, List.copyOf(addresses), LidLinks::read)
                .forEach(link -> found.put(link.lid(), link.claims()));
        return found;
    }

    private static Link read(ResultSet row) throws SQLException {
        Jid lid = Jid.of(row.getString("lid"));
        Jid phone = Jid.of(row.getString("phone"));
        if (!(lid instanceof Jid.Lid hidden) || !(phone instanceof Jid.Person person)) {
            throw new SQLException("a row of lid_links does not lead from a LID to a phone number", "22000");
        }
        LinkCandidates claims = LinkCandidates.of(person, SqlTime.find(row, "told_at"));
        String rivals = row.getString("rivals");
        SessionLid of = new SessionLid(new SessionName(row.getString("session_name")), hidden);
        return new Link(of, rivals == null ? claims : claims.merge(rivals(rivals)), false);
    }

    private static @Nullable String rivals(LinkCandidates claims) {
        if (claims.phones().size() == 1) {
            return null;
        }
        Map<String, @Nullable String> texts = new TreeMap<>();
        claims.rivals()
                .forEach((phone, told) -> texts.put(
                        phone.value(), told.at() == null ? null : told.at().toString()));
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LinkCandidates rivals(String json) throws SQLException {
        try {
            Map<Jid.Person, LinkCandidates.Observation> phones = new HashMap<>();
            JSON.readValue(json, RIVALS).forEach((phone, at) -> {
                if (Jid.parse(phone) instanceof Jid.Person person) {
                    phones.put(person, new LinkCandidates.Observation(at == null ? null : Instant.parse(at)));
                }
            });
            return new LinkCandidates(phones);
        } catch (JsonProcessingException e) {
            throw new SQLException("a row of lid_links has rivals that cannot be read", "22000", e);
        }
    }
}
