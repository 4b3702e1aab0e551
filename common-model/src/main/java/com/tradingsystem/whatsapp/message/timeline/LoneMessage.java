package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A message of which there is nothing to tell but what a page tells and how far it got: no other message has its core id, and nobody edited
 * it, asked to delete it, voted in it or answered it. Most messages are like that, and are told by a single statement.
 *
 * @param page the message alone
 * @param receipts under one address a person, where it is known
 */
public record LoneMessage(TimelinePage page, List<Annotations.Receipt> receipts) {

    /** A page of one, or nothing where there is more to tell; its first row has the addresses. */
    private static final String SELECT = """
            select p.*, told.receipts
              from (%s) p
             cross join (select ?::text as session_name, ?::text as core_id) asked
              left join lateral (
                    select array_agg(array[coalesce(l.phone, r.participant), %s, %s, %s, %s, %s] order by r.participant) as receipts
                      from whatsapp_gateway.message_receipts r
                      left join whatsapp_gateway.lid_links l on l.session_name = r.session_name and l.lid = r.participant
                     where r.session_name = asked.session_name and r.chat_id = any(p.addresses) and r.core_id = asked.core_id
                   ) told on p.addresses is not null
             where not exists (select from whatsapp_gateway.message_edits e
                                where e.session_name = asked.session_name and e.core_id = asked.core_id)
               and not exists (select from whatsapp_gateway.message_revocations r
                                where r.session_name = asked.session_name and r.core_id = asked.core_id)
               and (p.addresses is null
                    or not exists (select from whatsapp_gateway.poll_votes v
                                    where v.session_name = asked.session_name and v.chat_id = any(p.addresses)
                                      and v.core_id = asked.core_id)
                   and not exists (select from whatsapp_gateway.invitation_answers a
                                    where a.session_name = asked.session_name and a.chat_id = any(p.addresses)
                                      and a.core_id = asked.core_id)
                   and (select count(*) from whatsapp_gateway.message_keys k
                         where k.session_name = asked.session_name and k.chat_id = any(p.addresses)
                           and k.core_id = asked.core_id) = 1)
             order by p.addresses is null""".formatted(
                    PageQuery.SELECT,
                    micros("server_at"),
                    micros("delivered_at"),
                    micros("read_at"),
                    micros("played_at"),
                    micros("error_at"));

    private static final int SESSION = 15;
    private static final int CORE_ID = 16;

    public LoneMessage {
        receipts = List.copyOf(receipts);
    }

    /** Null where there is more to tell, or nothing. */
    static @Nullable LoneMessage ask(
            JdbcTemplate jdbc, SessionName session, Jid chat, boolean hidesDeleted, String coreId) {
        PageQuery query = new PageQuery(session, chat, hidesDeleted, TimelineQuery.ALL, Stretch.around(coreId, 1));
        return jdbc.query(
                SELECT,
                statement -> {
                    query.bind(statement);
                    bind(statement, session, coreId);
                },
                rows -> rows.next() ? read(rows, query, coreId) : null);
    }

    private static void bind(PreparedStatement statement, SessionName session, String coreId) throws SQLException {
        statement.setString(SESSION, session.value());
        statement.setString(CORE_ID, coreId);
    }

    private static @Nullable LoneMessage read(ResultSet rows, PageQuery query, String coreId) throws SQLException {
        if (rows.getArray("addresses") == null) {
            return null;
        }
        List<Annotations.Receipt> receipts = receipts(rows.getArray("receipts"));
        TimelinePage page = query.read(rows).page();
        // What looks like a number may be that of another message.
        boolean isMeant = page.entries().size() == 1
                && page.entries().getFirst().message().coreId().equals(coreId);
        return isMeant ? new LoneMessage(page, receipts) : null;
    }

    private static List<Annotations.Receipt> receipts(@Nullable Array table) throws SQLException {
        List<Annotations.Receipt> receipts = new ArrayList<>();
        if (table != null) {
            for (String[] row : (String[][]) table.getArray()) {
                receipts.add(new Annotations.Receipt(
                        row[0], time(row[1]), time(row[2]), time(row[3]), time(row[4]), time(row[5])));
            }
        }
        return receipts;
    }

    private static @Nullable Instant time(@Nullable String micros) {
        return micros == null ? null : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    private static String micros(String column) {
        return "(extract(epoch from r." + column + ") * 1000000)::bigint::text";
    }
}
