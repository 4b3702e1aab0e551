package com.tradingsystem.whatsapp.local.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands now.
 *
 * @param coreId unique within the account
 * @param chat the address of the chat in WAHA's public form
 * @param author the account itself for its own
 * @param hidden whether the chat calls people by LIDs
 * @param sentAt whole seconds
 * @param byApi whether the account sent it through WAHA instead of the app
 * @param ack on WAHA's scale, -1 to 4
 */
public record Message(
        String coreId,
        String chat,
        Person author,
        boolean fromMe,
        boolean hidden,
        Instant sentAt,
        Content content,
        @Nullable Quote quote,
        boolean forwarded,
        boolean byApi,
        int ack,
        List<Reaction> reactions) {

    public Message {
        reactions = List.copyOf(reactions);
    }

    /** The message this one answers. */
    public record Quote(String coreId, Person author, String body) {}

    /** Somebody's current reaction. */
    public record Reaction(String id, Person reactor, String emoji, Instant at) {}

    /** A plain message: no quote, not forwarded, from the app, at the device. */
    public static Message of(
            String coreId,
            String chat,
            Person author,
            boolean fromMe,
            boolean hidden,
            Instant sentAt,
            Content content) {
        return new Message(
                coreId, chat, author, fromMe, hidden, sentAt, content, null, false, false, fromMe ? 1 : 2, List.of());
    }

    /** The author's address where the chat needs it: in groups, stories and broadcast lists. */
    public @Nullable String participant() {
        return chat.endsWith("@g.us") || chat.endsWith("@broadcast") ? author.address(hidden) : null;
    }

    /** WAHA's full id. */
    public String fullId() {
        String participant = participant();
        return fromMe + "_" + chat + "_" + coreId + (participant == null ? "" : "_" + participant);
    }

    /** The text or caption; null where there is none. */
    public @Nullable String body() {
        return switch (content) {
            case Content.Text text -> text.body();
            case Content.File file -> file.caption();
            case Content.Place p -> null;
            case Content.Cards c -> null;
            case Content.Poll p -> null;
            case Content.Other o -> null;
        };
    }

    /** The file; null where there is none. */
    public @Nullable MediaFile file() {
        return content instanceof Content.File file ? file.file() : null;
    }

    /** The same message answering another. */
    public Message answering(Message other) {
        Quote answered = new Quote(other.coreId, other.author, other.body() == null ? "" : other.body());
        return new Message(
                coreId, chat, author, fromMe, hidden, sentAt, content, answered, forwarded, byApi, ack, reactions);
    }

    /** The same message, forwarded from elsewhere. */
    public Message asForwarded() {
        return new Message(coreId, chat, author, fromMe, hidden, sentAt, content, quote, true, byApi, ack, reactions);
    }

    /** The same message, sent through WAHA. */
    public Message asSentByApi() {
        return new Message(coreId, chat, author, fromMe, hidden, sentAt, content, quote, forwarded, true, 0, reactions);
    }

    /** The same message as another form of its chat shows it. */
    public Message in(String otherChat, boolean otherHidden) {
        return new Message(
                coreId,
                otherChat,
                author,
                fromMe,
                otherHidden,
                sentAt,
                content,
                quote,
                forwarded,
                byApi,
                ack,
                reactions);
    }

    /** The same message, seen {@code later}. */
    public Message at(Instant later) {
        return new Message(
                coreId, chat, author, fromMe, hidden, later, content, quote, forwarded, byApi, ack, reactions);
    }

    /** The same message, further on its way. */
    public Message withAck(int newAck) {
        return new Message(
                coreId, chat, author, fromMe, hidden, sentAt, content, quote, forwarded, byApi, newAck, reactions);
    }

    /** The same message with another text or caption. */
    public Message withBody(String newBody) {
        Content edited = content instanceof Content.File file
                ? new Content.File(file.file(), newBody)
                : new Content.Text(newBody);
        return new Message(
                coreId, chat, author, fromMe, hidden, sentAt, edited, quote, forwarded, byApi, ack, reactions);
    }

    /** The same message with this reaction instead of the reactor's former one; an empty emoji takes it back. */
    public Message withReaction(Reaction reaction) {
        List<Reaction> all = new ArrayList<>(reactions);
        all.removeIf(other -> other.reactor().equals(reaction.reactor()));
        if (!reaction.emoji().isEmpty()) {
            all.add(reaction);
        }
        return new Message(coreId, chat, author, fromMe, hidden, sentAt, content, quote, forwarded, byApi, ack, all);
    }
}
