package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.contact.GroupRoles;
import com.tradingsystem.whatsapp.contact.KnownLinks;
import com.tradingsystem.whatsapp.contact.Links;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads all edits and revocations of a message, with their outcome: by the rules by which it was decided when the message
 * was written. Safe for use by many threads.
 */
public final class AmendmentHistory {

    private static final GroupRoles ROLES = new GroupRoles();

    private final Annotations annotations;
    private final Links links;
    private final JdbcTemplate jdbc;

    /** @param links knows the addresses of those who edited or revoked */
    public AmendmentHistory(Annotations annotations, Links links, JdbcTemplate jdbc) {
        this.annotations = annotations;
        this.links = links;
        this.jdbc = jdbc;
    }

    /**
     * An edit.
     *
     * @param editor the canonical address
     * @param body null where it could not be read
     * @param reason why it changed nothing; null where it counts
     */
    public record Edit(
            String editId,
            String editor,
            @Nullable String body,
            Instant at,
            @Nullable NotApplied reason) {}

    /**
     * A revocation.
     *
     * @param revoker the canonical address; null if unknown
     * @param reason why it changed nothing; null where it counts
     */
    public record Revocation(
            @Nullable String revoker, Instant at, @Nullable NotApplied reason) {}

    /** All of it, oldest first. */
    public record History(List<Edit> edits, List<Revocation> revocations) {}

    /**
     * What was said to change a message.
     *
     * @param chats all addresses of its chat
     * @param others the other messages of the chat with the same core id; what counts for one of them is not shown here
     */
    public History of(MessageKey key, List<String> chats, Collection<MessageKey> others) {
        List<Annotations.Edit> edits = annotations.edits(key.session(), chats, key.coreId());
        List<Annotations.Revocation> revocations = annotations.revocations(key.session(), chats, key.coreId());
        Set<String> people = new HashSet<>(chats);
        edits.forEach(edit -> people.add(edit.editor()));
        revocations.forEach(revocation -> people.add(revocation.revoker()));
        if (key.author() != null) {
            people.add(key.author().value());
        }
        KnownLinks known = links.of(key.session(), people);
        Judge judge = new Judge(key, Set.copyOf(chats), List.copyOf(others), known, new Authority(known));
        return new History(edits(edits, judge), revocations(revocations, judge));
    }

    private static List<Edit> edits(List<Annotations.Edit> told, Judge judge) {
        Map<List<Object>, Edit> edits = new LinkedHashMap<>();
        for (Annotations.Edit edit : told) {
            Jid editor = Jid.storedOrNull(edit.editor());
            if (!judge.isOfAnother(edit.fromMe(), editor)) {
                String canonical = judge.canonical(edit.editor());
                NotApplied reason = judge.reason(edit.chatId(), edit.fromMe(), editor);
                edits.putIfAbsent(
                        List.of(edit.editId(), canonical, edit.at()),
                        new Edit(edit.editId(), canonical, edit.body(), edit.at(), reason));
            }
        }
        return List.copyOf(edits.values());
    }

    private List<Revocation> revocations(List<Annotations.Revocation> told, Judge judge) {
        Set<GroupRoles.Question> questions = new HashSet<>();
        told.forEach(revocation -> {
            GroupRoles.Question question = judge.question(revocation);
            if (question != null) {
                questions.add(question);
            }
        });
        Set<GroupRoles.Question> admins = questions.isEmpty()
                ? Set.of()
                : Objects.requireNonNull(jdbc.execute((ConnectionCallback<Set<GroupRoles.Question>>)
                        connection -> ROLES.admins(connection, questions)));
        Map<String, Revocation> revocations = new LinkedHashMap<>();
        for (Annotations.Revocation revocation : told) {
            Jid revoker = Jid.storedOrNull(revocation.revoker());
            if (!judge.isOfAnother(revocation.fromMe(), revoker)) {
                NotApplied reason = judge.reason(revocation.chatId(), revocation.fromMe(), revoker);
                GroupRoles.Question question = judge.question(revocation);
                boolean isAdmin = question != null && admins.contains(question);
                String canonical = judge.canonical(revocation.revoker());
                revocations.putIfAbsent(
                        canonical,
                        new Revocation(
                                canonical.isEmpty() ? null : canonical, revocation.at(), isAdmin ? null : reason));
            }
        }
        return List.copyOf(revocations.values());
    }

    /** Decides about one message. */
    private record Judge(
            MessageKey message, Set<String> chats, List<MessageKey> others, KnownLinks links, Authority authority) {

        boolean isOfAnother(boolean fromMe, @Nullable Jid who) {
            return !authority.isAuthor(message, fromMe, who)
                    && others.stream().anyMatch(other -> authority.isAuthor(other, fromMe, who));
        }

        @Nullable
        NotApplied reason(String chat, boolean fromMe, @Nullable Jid who) {
            if (!chats.contains(chat)) {
                return NotApplied.OTHER_CHAT;
            }
            return authority.isAuthor(message, fromMe, who) ? null : authority.reason(message, who, fromMe);
        }

        GroupRoles.@Nullable Question question(Annotations.Revocation revocation) {
            Jid revoker = Jid.storedOrNull(revocation.revoker());
            return revoker == null || !(message.chat() instanceof Jid.Group) || !chats.contains(revocation.chatId())
                    ? null
                    : new GroupRoles.Question(
                            message.session(),
                            message.chat(),
                            links.canonical(message.session(), revoker),
                            revocation.at());
        }

        String canonical(String address) {
            Jid jid = Jid.storedOrNull(address);
            return jid == null
                    ? address
                    : links.canonical(message.session(), jid).value();
        }
    }
}
