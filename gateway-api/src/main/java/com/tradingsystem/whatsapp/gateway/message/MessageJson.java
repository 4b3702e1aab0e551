package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.Details;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import com.tradingsystem.whatsapp.message.timeline.ArchivedMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is answered. The names are part of the interface; many are older than this system. What is answered as it is stored
 * comes from the row as it is.
 */
@JsonNaming(SnakeCaseStrategy.class)
record MessageJson(
        String id,
        String messageId,
        String coreId,
        String sessionName,
        String chatId,
        String fromWhatsappId,
        @Nullable String fromLid,
        @Nullable String toWhatsappId,
        Instant timestamp,
        boolean isFromMe,
        boolean isGroup,
        boolean isBroadcast,
        boolean isStatus,
        @JsonUnwrapped ArchivedMessage.Texts texts,
        @JsonUnwrapped Details details,
        @JsonUnwrapped File file,
        @Nullable String quotedParticipant,
        List<Reaction> reactions,
        @JsonUnwrapped ArchivedMessage.Delivery delivery,
        @JsonUnwrapped ArchivedMessage.Changes changes,
        @Nullable String deletedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** What became of the message's file. */
    @JsonNaming(SnakeCaseStrategy.class)
    record File(
            @Nullable String mediaId,
            @Nullable String mediaDownloadStatus,
            @Nullable String mediaLocalPath,
            @Nullable String mediaThumbnailPath) {

        private static final File NONE = new File(null, null, null, null);

        private static File of(@Nullable MediaState file) {
            return file == null
                    ? NONE
                    : new File(Long.toString(file.id()), file.status(), file.key(), file.thumbnailKey());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Reaction(String reactor, String emoji, Instant reactedAt) {}

    /**
     * The answer about a message.
     *
     * @param chat the chat's canonical address
     * @param reactions oldest first
     * @param file what became of the message's file; null where there is none or it is hidden
     */
    static MessageJson of(
            ArchivedMessage message,
            String chat,
            LidPhones people,
            List<Annotations.Reaction> reactions,
            @Nullable MediaState file) {
        return new MessageJson(
                Long.toString(message.id()),
                message.messageId(),
                message.coreId(),
                message.sessionName(),
                chat,
                people.address(message.fromWhatsappId()),
                message.fromLid(),
                people.find(message.toWhatsappId()),
                message.timestamp(),
                message.isFromMe(),
                chat.endsWith("@g.us"),
                chat.endsWith("@broadcast"),
                chat.equals("status@broadcast"),
                message.texts(),
                message.details(),
                File.of(file),
                people.find(message.quotedParticipant()),
                reactions(reactions, people),
                message.delivery(),
                message.changes(),
                people.find(message.deletedBy()),
                message.createdAt(),
                message.updatedAt());
    }

    /** One reaction a person: the newest under any of their addresses, unless that one takes it back. */
    private static List<Reaction> reactions(List<Annotations.Reaction> oldestFirst, LidPhones people) {
        Map<String, Annotations.Reaction> newest = new LinkedHashMap<>();
        for (Annotations.Reaction reaction : oldestFirst) {
            newest.put(people.address(reaction.reactor()), reaction);
        }
        return newest.entrySet().stream()
                .filter(entry -> !entry.getValue().emoji().isEmpty())
                .map(entry -> new Reaction(
                        entry.getKey(),
                        entry.getValue().emoji(),
                        entry.getValue().at()))
                .sorted(Comparator.comparing(Reaction::reactedAt).thenComparing(Reaction::reactor))
                .toList();
    }
}
