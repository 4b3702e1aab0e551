package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, whatever engine told it and in whatever shape.
 */
public sealed interface InboundEvent {

    /**
     * What an event is about.
     *
     * @param chat the chat or group
     * @param coreId the message in it; null where it is about none
     */
    record Subject(Jid chat, @Nullable String coreId) {}

    /** All addresses the event mentions. */
    default Stream<Jid> addresses() {
        return MentionedAddresses.in(this);
    }

    /** The chat an event belongs to, and the message in it that it speaks of; null where it belongs to none. */
    default @Nullable Subject about() {
        return switch (this) {
            case MessageSeen e ->
                new Subject(e.message().id().chat(), e.message().id().coreId());
            case Annotation e -> new Subject(e.chat(), e.coreId());
            case GroupDescribed e -> new Subject(e.group(), null);
            case MembershipChanged e -> new Subject(e.group(), null);
            case ChatLabelled e -> new Subject(e.chat(), null);
            case ChatArchived e -> new Subject(e.chat(), null);
            case SessionChanged e -> null;
            case CallSeen e -> null;
            case LabelChanged e -> null;
            case Noted e -> null;
        };
    }

    /** A message was seen. */
    record MessageSeen(ObservedMessage message) implements InboundEvent {}

    /**
     * Something was said about a message, which is named by its core id within the chat: WAHA gives no more for edits and revocations, and
     * the {@code fromMe} of the others is not reliable.
     */
    sealed interface Annotation extends InboundEvent {

        String coreId();

        Jid chat();

        Instant at();

        /** Who said it; null where WAHA does not tell. */
        default @Nullable Jid by() {
            return switch (this) {
                case Acknowledged e -> e.participant();
                case Reacted e -> e.reactor();
                case Edited e -> e.editor();
                case Revoked e -> e.revoker();
                case PollVoted e -> e.voter();
                case InvitationAnswered e -> e.respondent();
            };
        }
    }

    /**
     * A message got further on its way.
     *
     * @param participant who received, read or played it; the chat itself in direct chats; null where WAHA does not tell
     * @param at when, as precisely as the payload tells
     */
    record Acknowledged(String coreId, Jid chat, @Nullable Jid participant, Ack ack, Instant at)
            implements Annotation {}

    /**
     * A reaction was set, changed or removed.
     *
     * @param emoji empty for a reaction taken back
     */
    record Reacted(String coreId, Jid chat, Jid reactor, String emoji, Instant at) implements Annotation {}

    /**
     * A message got another text.
     *
     * @param editId core id of the edit action; the message's own on some engines
     * @param fromMe whether the account itself made the edit
     * @param editor who made it
     * @param body the whole new text or caption; null for an edit that cannot be read
     */
    record Edited(
            String coreId,
            String editId,
            Jid chat,
            boolean fromMe,
            Jid editor,
            @Nullable String body,
            Instant at) implements Annotation {}

    /**
     * A message was deleted for everyone, or an attempt was made.
     *
     * @param fromMe whether the account itself did
     * @param revoker who did; null where WAHA does not tell
     */
    record Revoked(
            String coreId,
            Jid chat,
            boolean fromMe,
            @Nullable Jid revoker,
            Instant at) implements Annotation {}

    /**
     * A vote was cast or changed, possibly one that cannot be decrypted.
     *
     * @param options the whole current choice; empty for a vote taken back
     * @param failed whether the vote could not be decrypted, so that the choice is unknown
     */
    record PollVoted(String coreId, Jid chat, Jid voter, List<String> options, boolean failed, Instant at)
            implements Annotation {
        public PollVoted {
            options = List.copyOf(options);
        }
    }

    /**
     * An invitation to an event was answered.
     *
     * @param response WAHA's word, for example {@code GOING}; null if it could not be decrypted
     * @param extraGuests how many come along, where told
     */
    record InvitationAnswered(
            String coreId,
            Jid chat,
            Jid respondent,
            @Nullable String response,
            @Nullable Integer extraGuests,
            Instant at)
            implements Annotation {}

    /** The session changed its state; {@code status} is WAHA's word, known or new. */
    record SessionChanged(String status, Instant at) implements InboundEvent {}

    /**
     * A group was joined, or something about it changed.
     *
     * @param subject null if not told
     * @param participants the whole membership where the event tells it; null where it does not
     */
    record GroupDescribed(
            Jid.Group group,
            @Nullable String subject,
            @Nullable String description,
            @Nullable Jid owner,
            @Nullable List<Member> participants,
            Instant at)
            implements InboundEvent {}

    /**
     * People joined or left a group or changed their role in it. The account leaving a group is a {@link Change#LEAVE} of
     * itself.
     */
    record MembershipChanged(Jid.Group group, Change change, List<Member> members, Instant at) implements InboundEvent {
        public MembershipChanged {
            members = List.copyOf(members);
        }
    }

    /** A member of a group; the role is {@code participant}, {@code admin}, {@code superadmin} or a word still unknown. */
    record Member(Jid member, String role) {}

    /** What happened to a membership. */
    enum Change {
        JOIN,
        LEAVE,
        PROMOTE,
        DEMOTE
    }

    /** A call rang, was taken or was refused. */
    record CallSeen(String callId, @Nullable Jid from, CallState state, boolean video, boolean group, Instant at)
            implements InboundEvent {}

    /** How a call stands. */
    enum CallState {
        RECEIVED,
        ACCEPTED,
        REJECTED
    }

    /** A label was made, changed or deleted. */
    record LabelChanged(
            String labelId, @Nullable String name, @Nullable String colorHex, boolean deleted, Instant at)
            implements InboundEvent {}

    /** A chat got or lost a label. */
    record ChatLabelled(String labelId, Jid chat, boolean added, Instant at) implements InboundEvent {}

    /** A chat was put into the archive of the app or taken out of it. */
    record ChatArchived(Jid chat, boolean archived, Instant at) implements InboundEvent {}

    /** Presence, raw engine states and the like: kept verbatim with the raw event, merged into nothing. */
    record Noted() implements InboundEvent {}
}
