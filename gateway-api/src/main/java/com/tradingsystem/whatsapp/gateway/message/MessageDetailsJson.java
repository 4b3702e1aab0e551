package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message with everything that belongs to it. */
@JsonNaming(SnakeCaseStrategy.class)
record MessageDetailsJson(
        @JsonUnwrapped MessageJson message,
        @Nullable String originalBody,
        List<Edit> edits,
        List<Revocation> revocations,
        List<Receipt> receipts,
        List<PollVote> pollVotes,
        List<InvitationAnswer> invitationAnswers,
        @Nullable Media media) {

    /**
     * A version of the text, as an edit has it.
     *
     * @param applied whether it counts; where not, {@code reason} says why
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Edit(
            String editId,
            String editor,
            @Nullable String body,
            Instant editedAt,
            boolean applied,
            @Nullable String reason) {}

    /** A request to delete the message for everyone; the revoker is null if WAHA did not name one. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Revocation(
            @Nullable String revoker,
            Instant revokedAt,
            boolean applied,
            @Nullable String reason) {}

    /** A person's current choice in a poll; unknown if the vote cannot be decrypted. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PollVote(String voter, @JsonRawValue String selectedOptions, boolean isReadable, Instant votedAt) {}

    /** A person's current answer to an invitation to an event; the response is null if it cannot be decrypted. */
    @JsonNaming(SnakeCaseStrategy.class)
    record InvitationAnswer(
            String respondent,
            @Nullable String response,
            @Nullable Integer extraGuests,
            Instant answeredAt) {}

    /** The participant is null where WAHA did not tell who. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Receipt(
            @Nullable String participant,
            @Nullable Instant serverAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant playedAt,
            @Nullable Instant errorAt) {}

    /** The stored file. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Media(
            String downloadStatus,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String thumbnailKey,
            @Nullable String sha256,
            @Nullable Long sizeBytes) {}
}
