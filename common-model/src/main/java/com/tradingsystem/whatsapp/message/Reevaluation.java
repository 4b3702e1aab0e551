package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages about which has to be decided anew, because something was learnt of the people who said something about them. */
final class Reevaluation {

    private static final Columns<SessionAddress> GROUPS = Columns.<SessionAddress>of()
            .text("session_name", g -> g.session().value())
            .text("chat_id", g -> g.address().value())
            .build();

    /** Those whose author deleted them are left out: no role changes that. */
    private static final String IN_GROUPS = """
            select distinct v.session_name, v.chat_id, v.core_id
              from %s
              join whatsapp_gateway.message_revocations v on v.session_name = r.session_name and v.chat_id = r.chat_id
             where not exists (
               select from whatsapp_gateway.message_keys k
                where k.session_name = v.session_name and k.chat_id = v.chat_id and k.core_id = v.core_id
                  and k.is_from_me = v.is_from_me and (v.is_from_me or k.author = v.revoked_by))""".formatted(GROUPS.unnest("r"));

    private static final String UNDER = """
            select session_name, chat_id, core_id
              from (
                select t.session_name, t.chat_id, t.core_id
                  from %1$s join whatsapp_gateway.message_edits t on t.session_name = r.session_name and t.chat_id = r.lid
                 union
                select t.session_name, t.chat_id, t.core_id
                  from %1$s join whatsapp_gateway.message_revocations t
                       on t.session_name = r.session_name and t.chat_id = r.lid
                 union
                select t.session_name, t.chat_id, t.core_id
                  from %1$s join whatsapp_gateway.message_receipts t on t.session_name = r.session_name and t.chat_id = r.lid
                 union
                select t.session_name, t.chat_id, t.core_id
                  from %1$s join whatsapp_gateway.message_edits t
                       on t.session_name = r.session_name and t.editor = r.lid and t.editor like '%%@lid'
                 union
                select t.session_name, t.chat_id, t.core_id
                  from %1$s join whatsapp_gateway.message_revocations t
                       on t.session_name = r.session_name and t.revoked_by = r.lid and t.revoked_by like '%%@lid') said
             where (chat_id, core_id) > (?, ?)
             order by chat_id, core_id
             limit ?""".formatted("(select ?::text as session_name, ?::text as lid) r");

    private Reevaluation() {}

    /** Messages in these groups with a revocation by another person than their author. */
    static List<MessageRef> inGroups(Connection connection, Collection<SessionAddress> groups) throws SQLException {
        return groups.isEmpty()
                ? List.of()
                : GROUPS.query(connection, IN_GROUPS, List.copyOf(groups), Reevaluation::ref);
    }

    /** Messages about which something was said by a LID, or in its chat, beyond {@code after} in the order of chats. */
    static List<MessageRef> under(Connection connection, SessionLid lid, @Nullable MessageRef after, int limit)
            throws SQLException {
        try (var statement = connection.prepareStatement(UNDER)) {
            int parameter = 1;
            for (int i = 0; i < 5; i++) {
                statement.setString(parameter++, lid.session().value());
                statement.setString(parameter++, lid.lid().value());
            }
            statement.setString(parameter++, after == null ? "" : after.chat().value());
            statement.setString(parameter++, after == null ? "" : after.coreId());
            statement.setInt(parameter, limit);
            List<MessageRef> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(ref(row));
                }
            }
            return found;
        }
    }

    private static MessageRef ref(ResultSet row) throws SQLException {
        return new MessageRef(
                new SessionName(row.getString("session_name")),
                Jid.stored(row.getString("chat_id")),
                row.getString("core_id"));
    }
}
