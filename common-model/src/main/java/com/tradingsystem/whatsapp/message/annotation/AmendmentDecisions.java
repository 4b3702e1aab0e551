package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.contact.GroupRoles;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.message.annotation.ReportedAmendments.Edits;
import com.tradingsystem.whatsapp.message.annotation.ReportedAmendments.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of all that was said about messages counts: a pure function of what is known, so that a link or a role that is
 * learnt later leads to the same end as if it had been known before.
 */
public final class AmendmentDecisions {

    private static final GroupRoles ROLES = new GroupRoles();

    private final Map<MessageRef, ReportedAmendments> told;
    private final Addresses addresses;
    private final Authority authority;
    private final Set<GroupRoles.Question> admins;

    private AmendmentDecisions(
            Map<MessageRef, ReportedAmendments> told, Addresses addresses, Set<GroupRoles.Question> admins) {
        this.told = told;
        this.addresses = addresses;
        this.authority = new Authority(addresses);
        this.admins = admins;
    }

    /** Asks for the group roles that the revocations depend on. */
    public static AmendmentDecisions of(
            Connection connection,
            Map<MessageRef, ReportedAmendments> told,
            Collection<MessageKey> keys,
            Addresses addresses)
            throws SQLException {
        Authority authority = new Authority(addresses);
        Set<GroupRoles.Question> questions = new HashSet<>();
        for (MessageKey key : keys) {
            for (Revocation revocation :
                    told.getOrDefault(key.ref(), ReportedAmendments.NONE).revocations()) {
                if (!authority.isAuthor(key, revocation.fromMe(), revocation.by())) {
                    GroupRoles.Question question = question(key.ref(), revocation, addresses);
                    if (question != null) {
                        questions.add(question);
                    }
                }
            }
        }
        return new AmendmentDecisions(told, addresses, ROLES.admins(connection, questions));
    }

    /** Without the erasure, which is a matter of the session's policy. */
    public Amendments amendments(MessageKey key) {
        ReportedAmendments about = told.getOrDefault(key.ref(), ReportedAmendments.NONE);
        List<Edits> edits = about.edits().stream()
                .filter(edit -> authority.isAuthor(key, edit.fromMe(), edit.editor()))
                .toList();
        Instant editedAt =
                edits.stream().map(Edits::at).max(Comparator.naturalOrder()).orElse(null);
        String body = edits.stream()
                .filter(edit -> edit.bodyAt() != null)
                .max(Comparator.comparing((Edits edit) -> Objects.requireNonNull(edit.bodyAt()))
                        .thenComparing(edit -> Objects.requireNonNull(edit.bodyEditId())))
                .map(Edits::body)
                .orElse(null);
        return new Amendments(editedAt, body, revocation(key, about), about.ack());
    }

    private Amendments.@Nullable Revocation revocation(MessageKey key, ReportedAmendments about) {
        return about.revocations().stream()
                .filter(revocation -> counts(key, revocation))
                .min(Comparator.comparing(Revocation::at)
                        .thenComparing(Revocation::by, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(revocation -> new Amendments.Revocation(
                        revocation.at(),
                        revocation.by() == null ? null : addresses.canonical(key.session(), revocation.by()),
                        false))
                .orElse(null);
    }

    boolean counts(MessageKey key, Revocation revocation) {
        if (authority.isAuthor(key, revocation.fromMe(), revocation.by())) {
            return true;
        }
        GroupRoles.Question question = question(key.ref(), revocation, addresses);
        return question != null && admins.contains(question);
    }

    private static GroupRoles.@Nullable Question question(
            MessageRef message, Revocation revocation, Addresses addresses) {
        Jid by = revocation.by();
        return by == null || !(message.chat() instanceof Jid.Group)
                ? null
                : new GroupRoles.Question(
                        message.session(), message.chat(), addresses.canonical(message.session(), by), revocation.at());
    }
}
