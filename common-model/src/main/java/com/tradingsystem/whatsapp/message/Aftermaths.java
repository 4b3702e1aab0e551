package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what other events said about messages. */
final class Aftermaths {

    /** The laterals keep the server to one index probe per message and table, however it guesses. */
    private static final String FIND = """
            select r.session_name, r.core_id, e.edited_at, e.body, v.revoked_at, v.revoked_by,
                   a.server_at, a.delivered_at, a.read_at, a.played_at, a.failed
              from %s
             cross join lateral (
               select max(t.edited_at) as edited_at,
                      (array_agg(t.body order by t.edited_at desc, t.edit_id collate "C" desc)
                         filter (where t.body is not null))[1] as body
                 from whatsapp_gateway.message_edits t
                where t.session_name = r.session_name and t.core_id = r.core_id) e
             cross join lateral (
               select min(t.server_at) as server_at, min(t.delivered_at) as delivered_at, min(t.read_at) as read_at,
                      min(t.played_at) as played_at, bool_or(t.error_at is not null) as failed
                 from whatsapp_gateway.message_receipts t
                where t.session_name = r.session_name and t.core_id = r.core_id) a
              left join lateral (
               select t.revoked_at, t.revoked_by
                 from whatsapp_gateway.message_revocations t
                where t.session_name = r.session_name and t.core_id = r.core_id limit 1) v on true
             where e.edited_at is not null or v.revoked_at is not null or a.failed is not null""".formatted(CoreRef.COLUMNS.unnest("r"));

    private static final String ERASE_EDITS = """
            update whatsapp_gateway.message_edits t
               set body = null
              from %s
             where t.session_name = r.session_name and t.core_id = r.core_id and t.body is not null""".formatted(CoreRef.COLUMNS.unnest("r"));

    private Aftermaths() {}

    /** What is known of these messages; those of which nothing is known are left out. */
    static Map<CoreRef, Aftermath> find(Connection connection, Collection<CoreRef> refs) throws SQLException {
        Map<CoreRef, Aftermath> result = new HashMap<>();
        CoreRef.COLUMNS
                .query(
                        connection,
                        FIND,
                        List.copyOf(refs),
                        row -> Map.entry(
                                new CoreRef(new SessionName(row.getString("session_name")), row.getString("core_id")),
                                read(row)))
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        return result;
    }

    /** Forgets the texts of the edits of these messages. */
    static void eraseEdits(Connection connection, Collection<CoreRef> refs) throws SQLException {
        CoreRef.COLUMNS.update(connection, ERASE_EDITS, List.copyOf(refs));
    }

    private static Aftermath read(ResultSet row) throws SQLException {
        Instant revokedAt = SqlTime.find(row, "revoked_at");
        String by = row.getString("revoked_by");
        Jid revoker = by == null ? null : Jid.parse(by);
        return new Aftermath(
                SqlTime.find(row, "edited_at"),
                row.getString("body"),
                revokedAt == null ? null : new Aftermath.Revocation(revokedAt, revoker, false),
                ack(row));
    }

    private static AckClaim ack(ResultSet row) throws SQLException {
        boolean failed = row.getBoolean("failed");
        String[] levels = {"played_at", "read_at", "delivered_at", "server_at"};
        for (int i = 0; i < levels.length; i++) {
            Instant at = SqlTime.find(row, levels[i]);
            if (at != null) {
                return new AckClaim(levels.length - i, at, failed);
            }
        }
        return new AckClaim(0, null, failed);
    }
}
