package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.message.annotation.Annotations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How far a message got with each participant, one entry a person. */
final class Receipts {

    private Receipts() {}

    /** @param address the one address of a person with several */
    static List<MessageDetailsJson.Receipt> merged(List<Annotations.Receipt> receipts, UnaryOperator<String> address) {
        Map<String, MessageDetailsJson.Receipt> merged = new TreeMap<>();
        for (Annotations.Receipt receipt : receipts) {
            String participant = address.apply(receipt.participant());
            merged.merge(participant, json(participant, receipt), Receipts::earliest);
        }
        return List.copyOf(merged.values());
    }

    private static MessageDetailsJson.Receipt json(String participant, Annotations.Receipt receipt) {
        return new MessageDetailsJson.Receipt(
                participant.isEmpty() ? null : participant,
                receipt.serverAt(),
                receipt.deliveredAt(),
                receipt.readAt(),
                receipt.playedAt(),
                receipt.errorAt());
    }

    private static MessageDetailsJson.Receipt earliest(MessageDetailsJson.Receipt a, MessageDetailsJson.Receipt b) {
        return new MessageDetailsJson.Receipt(
                a.participant(),
                earliest(a.serverAt(), b.serverAt()),
                earliest(a.deliveredAt(), b.deliveredAt()),
                earliest(a.readAt(), b.readAt()),
                earliest(a.playedAt(), b.playedAt()),
                earliest(a.errorAt(), b.errorAt()));
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
