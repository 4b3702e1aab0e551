package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import com.tradingsystem.whatsapp.message.timeline.ArchivedMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as it is answered. The names are part of the interface; many are older than this system. */
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
        boolean isForwarded,
        boolean isGroup,
        boolean isBroadcast,
        boolean isStatus,
        String messageType,
        @Nullable String body,
        @Nullable String caption,
        @JsonUnwrapped Media media,
        @JsonUnwrapped Quote quote,
        @Nullable Location location,
        @Nullable String contactName,
        @Nullable String contactVcard,
        @JsonRawValue @Nullable String linkPreview,
        List<Reaction> reactions,
        @JsonUnwrapped Delivery delivery,
        @JsonUnwrapped Changes changes,
        @Nullable String source,
        String syncSource,
        @JsonRawValue String metadata,
        Instant createdAt,
        Instant updatedAt) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Media(
            boolean hasMedia,
            @Nullable String mediaId,
            @Nullable String mediaType,
            @Nullable String mediaMimeType,
            @Nullable Long mediaSizeBytes,
            @Nullable String mediaFilename,
            @Nullable String mediaDownloadStatus,
            @Nullable String mediaLocalPath,
            @Nullable String mediaThumbnailPath) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Quote(
            @Nullable String quotedMessageId,
            @Nullable String quotedParticipant,
            @Nullable String quotedBody) {}

    record Location(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Reaction(String reactor, String emoji, Instant reactedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Delivery(int ack, String ackStatus, @Nullable Instant ackTimestamp, boolean ackError) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Changes(
            @Nullable Instant editedAt,
            boolean isDeleted,
            @Nullable Instant deletedAt,
            @Nullable String deletedBy) {}

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
        var content = message.content();
        return new MessageJson(
                Long.toString(message.id()),
                message.messageId(),
                message.coreId(),
                message.session().value(),
                chat,
                people.address(message.from()),
                message.fromLid(),
                people.find(message.to()),
                message.timestamp(),
                message.fromMe(),
                message.forwarded(),
                chat.endsWith("@g.us"),
                chat.endsWith("@broadcast"),
                chat.equals("status@broadcast"),
                message.messageType(),
                content.body(),
                content.caption(),
                new Media(
                        message.hasMedia(),
                        file == null ? null : Long.toString(file.id()),
                        content.mediaType(),
                        content.mediaMimeType(),
                        content.mediaSizeBytes(),
                        content.mediaFilename(),
                        file == null ? null : file.status(),
                        file == null ? null : file.key(),
                        file == null ? null : file.thumbnailKey()),
                new Quote(
                        message.quote().coreId(),
                        people.find(message.quote().participant()),
                        message.quote().body()),
                location(content.location()),
                content.contactName(),
                content.contactVcard(),
                content.linkPreview(),
                reactions(reactions, people),
                new Delivery(
                        message.delivery().level(),
                        message.delivery().status(),
                        message.delivery().at(),
                        message.delivery().error()),
                new Changes(
                        message.changes().editedAt(),
                        message.changes().deleted(),
                        message.changes().deletedAt(),
                        people.find(message.changes().deletedBy())),
                message.origin().source(),
                message.origin().syncSource(),
                content.metadata(),
                message.origin().createdAt(),
                message.origin().updatedAt());
    }

    private static @Nullable Location location(ArchivedMessage.@Nullable Place place) {
        return place == null
                ? null
                : new Location(place.latitude(), place.longitude(), place.name(), place.address(), place.url());
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
