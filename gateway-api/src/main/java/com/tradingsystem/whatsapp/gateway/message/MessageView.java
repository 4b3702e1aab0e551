package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaStates;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.annotation.AmendmentHistory;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import com.tradingsystem.whatsapp.message.annotation.NotApplied;
import com.tradingsystem.whatsapp.message.timeline.ArchivedMessage;
import com.tradingsystem.whatsapp.message.timeline.LoneMessage;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts together what is answered about messages: with their files and reactions, everybody under one address, and without
 * what was deleted where that is to be hidden. One query each for however many messages.
 */
@Component
class MessageView {

    private final Annotations annotations;
    private final MediaStates media;
    private final Aliases aliases;
    private final Timeline timeline;
    private final AmendmentHistory history;

    MessageView(
            Annotations annotations, MediaStates media, Aliases aliases, Timeline timeline, AmendmentHistory history) {
        this.annotations = annotations;
        this.media = media;
        this.aliases = aliases;
        this.timeline = timeline;
        this.history = history;
    }

    /**
     * The requested message.
     *
     * @param others the keys of the other messages of the chat with its core id
     */
    record Chosen(Timeline.Found message, List<MessageKey> others) {
        Chosen {
            others = List.copyOf(others);
        }
    }

    List<MessageJson> of(TimelinePage page) {
        LidPhones people = new LidPhones(page.phones());
        return page.entries().stream()
                .map(entry -> {
                    boolean hidden = isHidden(entry.message(), page.hidesDeleted());
                    return MessageJson.of(
                            shown(entry.message(), hidden, entry.quotesDeleted()),
                            page.chat().canonical(),
                            people,
                            page.reactions().getOrDefault(entry.message().coreId(), List.of()),
                            hidden ? null : entry.file());
                })
                .toList();
    }

    MessageDetailsJson detailsOf(SessionName session, ChatAddresses chat, Chosen chosen, boolean hideDeleted) {
        ArchivedMessage message = chosen.message().message();
        boolean hidden = isHidden(message, hideDeleted);
        AmendmentHistory.History said = history.of(chosen.message().key(), chat.all(), chosen.others());
        List<Annotations.Receipt> receipts = annotations.receipts(session, chat.all(), message.coreId());
        List<Annotations.Vote> votes = annotations.votes(session, chat.all(), message.coreId());
        List<Annotations.Answer> answers = annotations.answers(session, chat.all(), message.coreId());
        List<Annotations.Reaction> reactions = annotations
                .reactions(session, chat.all(), List.of(message.coreId()))
                .getOrDefault(message.coreId(), List.of());
        LidPhones people = people(
                session,
                message,
                Stream.of(
                                reactions.stream().map(Annotations.Reaction::reactor),
                                receipts.stream().map(Annotations.Receipt::participant),
                                votes.stream().map(Annotations.Vote::voter),
                                answers.stream().map(Annotations.Answer::respondent))
                        .flatMap(addresses -> addresses));
        MediaState file = hidden || !message.details().hasMedia()
                ? null
                : media.of(List.of(message.id())).get(message.id());
        return new MessageDetailsJson(
                MessageJson.of(
                        shown(message, hidden, hideDeleted && quotesDeleted(session, chat, message)),
                        chat.canonical(),
                        people,
                        reactions,
                        file),
                hidden ? null : message.originalBody(),
                said.edits().stream()
                        .map(edit -> new MessageDetailsJson.Edit(
                                edit.editId(),
                                edit.editor(),
                                hidden ? null : edit.body(),
                                edit.at(),
                                edit.reason() == null,
                                word(edit.reason())))
                        .toList(),
                said.revocations().stream()
                        .map(revocation -> new MessageDetailsJson.Revocation(
                                revocation.revoker(),
                                revocation.at(),
                                revocation.reason() == null,
                                word(revocation.reason())))
                        .toList(),
                Receipts.merged(receipts, people::address),
                newest(votes, vote -> people.address(vote.voter())).entrySet().stream()
                        .map(vote -> new MessageDetailsJson.PollVote(
                                vote.getKey(),
                                vote.getValue().selectedOptions(),
                                vote.getValue().readable(),
                                vote.getValue().at()))
                        .toList(),
                newest(answers, answer -> people.address(answer.respondent())).entrySet().stream()
                        .map(answer -> new MessageDetailsJson.InvitationAnswer(
                                answer.getKey(),
                                answer.getValue().response(),
                                answer.getValue().extraGuests(),
                                answer.getValue().at()))
                        .toList(),
                media(file));
    }

    /** The same of a message of which there is no more to tell. */
    MessageDetailsJson detailsOf(LoneMessage lone) {
        TimelinePage.Entry entry = lone.page().entries().getFirst();
        boolean hidden = isHidden(entry.message(), lone.page().hidesDeleted());
        return new MessageDetailsJson(
                of(lone.page()).getFirst(),
                hidden ? null : entry.message().originalBody(),
                List.of(),
                List.of(),
                Receipts.merged(lone.receipts(), UnaryOperator.identity()),
                List.of(),
                List.of(),
                media(hidden ? null : entry.file()));
    }

    private static MessageDetailsJson.@Nullable Media media(@Nullable MediaState file) {
        return file == null
                ? null
                : new MessageDetailsJson.Media(
                        file.status(), file.bucket(), file.key(), file.thumbnailKey(), file.hash(), file.sizeBytes());
    }

    private static @Nullable String word(@Nullable NotApplied reason) {
        return reason == null ? null : reason.code();
    }

    /** One a person: the newest said under any of their addresses. */
    private static <T> Map<String, T> newest(List<T> oldestFirst, Function<T, String> person) {
        Map<String, T> newest = new LinkedHashMap<>();
        oldestFirst.forEach(one -> newest.put(person.apply(one), one));
        return newest;
    }

    private static ArchivedMessage shown(ArchivedMessage message, boolean hidden, boolean quotesDeleted) {
        if (hidden) {
            return message.withoutContent();
        }
        return quotesDeleted ? message.withoutQuotedText() : message;
    }

    private boolean quotesDeleted(SessionName session, ChatAddresses chat, ArchivedMessage message) {
        String quoted = message.details().quotedMessageId();
        return quoted != null
                && message.details().quotedBody() != null
                && timeline.isDeletedForEveryone(session, chat.all(), quoted);
    }

    private static boolean isHidden(ArchivedMessage message, boolean hideDeleted) {
        return hideDeleted && message.changes().isDeleted();
    }

    private LidPhones people(SessionName session, ArchivedMessage message, Stream<String> others) {
        Stream<@Nullable String> mentioned = Stream.of(
                message.fromWhatsappId(), message.toWhatsappId(), message.quotedParticipant(), message.deletedBy());
        Set<String> lids = Stream.concat(mentioned, others)
                .filter(Objects::nonNull)
                .filter(address -> address.endsWith("@lid"))
                .collect(Collectors.toSet());
        return new LidPhones(aliases.phonesOf(session, lids));
    }
}
