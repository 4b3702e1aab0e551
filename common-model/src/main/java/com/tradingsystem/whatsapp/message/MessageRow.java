package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.message.annotation.Amendments;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code messages}: a pure function of what events said of the message and of its updates.
 *
 * @param state with the original body in its content
 * @param body what it says now
 * @param erased whether content was erased from it
 */
record MessageRow(
        MessageKey key,
        MessageState state,
        @Nullable String body,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable Jid deletedBy,
        boolean erased) {

    static MessageRow of(MessageKey key, MessageState told, Amendments after) {
        MessageState state = new MessageState(
                told.time(),
                after.erases() ? told.content().erased() : told.content(),
                told.ack().merge(after.ack()),
                told.author());
        String body = after.editedBody() == null ? state.content().content().body() : after.editedBody();
        Amendments.Revocation revocation = after.revocation();
        return new MessageRow(
                key,
                state,
                body,
                after.editedAt(),
                revocation == null ? null : revocation.at(),
                revocation == null ? null : revocation.by(),
                after.erases());
    }

    Content content() {
        return state.content().content();
    }

    /** The LID the event names as the author; it stays with the person. */
    @Nullable
    Jid authorLid() {
        return state.author() instanceof Jid.Lid lid ? lid : null;
    }

    Jid chat() {
        return content().chat();
    }

    Instant timestamp() {
        return state.time().at();
    }

    @Nullable
    String originalBody() {
        return editedAt == null ? null : content().body();
    }

    MessageRow with(StoredDetails details) {
        return new MessageRow(key, state.with(details), body, editedAt, deletedAt, deletedBy, erased);
    }

    /** The LIDs it still shows. */
    Set<Jid> lids() {
        Stream<Jid> deleter = deletedBy == null ? Stream.empty() : Stream.of(deletedBy);
        return Stream.concat(content().addresses(), deleter)
                .filter(Jid.Lid.class::isInstance)
                .collect(Collectors.toSet());
    }

    /** Whether both are at the same place, so that one statement can turn one into the other. */
    boolean isWhere(MessageRow other) {
        return timestamp().equals(other.timestamp()) && chat().equals(other.chat());
    }
}
