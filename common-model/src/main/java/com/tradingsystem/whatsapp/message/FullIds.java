package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code message_aliases}: the full ids of messages that were seen under more than one.
 *
 * <p>One message seen under a hidden id and under a phone number, in the same place of its full id, tells that both are the
 * same person. All ids are kept because that can be concluded from any two of them, whichever came when.
 */
final class FullIds {

    private record Alias(MessageKey key, String messageId) {}

    private static final Columns<Alias> COLUMNS = Columns.<Alias>of()
            .text("session_name", a -> a.key().session().value())
            .text("core_id", a -> a.key().coreId())
            .bool("is_from_me", a -> a.key().fromMe())
            .text("message_id", Alias::messageId)
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_aliases (" + COLUMNS.names()
            + ") select " + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " on conflict do nothing";

    private static final String FIND = """
            select distinct a.session_name, a.core_id, a.is_from_me, a.message_id
              from %s
              join whatsapp_gateway.message_aliases a
                on a.session_name = r.session_name and a.core_id = r.core_id and a.is_from_me = r.is_from_me""".formatted(COLUMNS.unnest("r"));

    private FullIds() {}

    /**
     * Adds ids to what is known.
     *
     * @param seen the ids under which messages are stored and under which they were now seen
     * @return who turns out to be the same person
     */
    static Set<SamePerson> add(Pipeline pipeline, Map<MessageKey, Set<String>> seen) throws SQLException {
        List<Alias> aliases = new ArrayList<>();
        seen.forEach((key, ids) -> {
            if (ids.size() > 1) {
                ids.forEach(id -> aliases.add(new Alias(key, id)));
            }
        });
        if (aliases.isEmpty()) {
            return Set.of();
        }
        COLUMNS.write(pipeline, INSERT, aliases);
        Map<MessageKey, Set<MessageId>> all = new HashMap<>();
        COLUMNS.ask(pipeline,
                        FIND,
                        aliases,
                        row -> new Alias(
                                new MessageKey(new SessionName(row.getString(1)), row.getString(2), row.getBoolean(3)),
                                row.getString(4)))
                .rows()
                .forEach(alias -> {
                    MessageId id = MessageId.parse(alias.messageId());
                    if (id != null) {
                        all.computeIfAbsent(alias.key(), k -> new HashSet<>()).add(id);
                    }
                });
        Set<SamePerson> result = new HashSet<>();
        all.forEach((key, ids) -> {
            result.addAll(pairs(key.session(), ids.stream().map(MessageId::chat)));
            result.addAll(pairs(key.session(), ids.stream().map(MessageId::participant)));
        });
        return result;
    }

    /** Every hidden id among these addresses of one person with every phone number among them. */
    static Set<SamePerson> pairs(SessionName session, Stream<? extends @Nullable Jid> addresses) {
        Set<Jid.Lid> lids = new HashSet<>();
        Set<Jid.Person> phones = new HashSet<>();
        addresses.forEach(address -> {
            if (address instanceof Jid.Lid lid) {
                lids.add(lid);
            } else if (address instanceof Jid.Person phone) {
                phones.add(phone);
            }
        });
        Set<SamePerson> result = new HashSet<>();
        for (Jid.Lid lid : lids) {
            for (Jid.Person phone : phones) {
                result.add(new SamePerson(session, lid, phone));
            }
        }
        return result;
    }
}
