package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import com.tradingsystem.whatsapp.worker.history.RunWalk.Taken;
import com.tradingsystem.whatsapp.worker.waha.HistoryMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunWalkTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long NOON = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond();
    private static final Envelope ENVELOPE =
            new Envelope(null, "", new SessionName("sales"), null, null, Account.UNKNOWN, NOW);

    private static HistoryMessage message(String id, long second) {
        return new HistoryMessage(
                id, second, new Understood(ENVELOPE, Provenance.HISTORY, List.of(), List.of(), List.of(), Set.of()));
    }

    private static HistoryMessage unreadable(String id, long second) {
        return new HistoryMessage(id, second, new Reading.Unrecognised(ENVELOPE, "no message", Set.of()));
    }

    private static RunWalk walk(@Nullable Long from, String... sources) {
        return new RunWalk(new WalkPlan(from, NOON, 10), apart(sources), false, null, NOW);
    }

    private static WahaChatAddresses.Addresses apart(String... sources) {
        return new WahaChatAddresses.Addresses(List.of(sources), false);
    }

    /** Over two addresses that WAHA joins if it knows that they are one person's. */
    private static RunWalk joined(@Nullable Long from, boolean deep, @Nullable Position position) {
        return new RunWalk(
                new WalkPlan(from, NOON, 10),
                new WahaChatAddresses.Addresses(List.of("1@c.us", "9@lid"), true),
                deep,
                position,
                NOW);
    }

    @Test
    void whatIsOlderThanAskedFor_isLeftOut() {
        Taken taken = walk(NOON - 10, "1@c.us").accept(List.of(message("B", NOON), message("A", NOON - 11)));

        assertThat(taken.readings()).hasSize(1);
        assertThat(taken.step().offered()).isEqualTo(1);
        assertThat(taken.end()).isEqualTo(WalkState.End.COMPLETE);
    }

    @Test
    void absurdTimes_areKeptAndMoveNoCursorForward() {
        RunWalk walk = walk(NOON - 10, "1@c.us");
        long inTheFuture = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

        Taken taken = walk.accept(List.of(message("C", inTheFuture), message("B", NOON), message("A", 0)));

        assertThat(taken.readings()).hasSize(3);
        assertThat(taken.step().newest()).isEqualTo(NOW);
        assertThat(taken.step().oldest()).isEqualTo(Instant.ofEpochSecond(NOON));
    }

    @Test
    void unreadableMessages_areCounted() {
        Taken taken = walk(null, "1@c.us").accept(List.of(message("B", NOON), unreadable("A", NOON - 1)));

        assertThat(taken.readings()).hasSize(1);
        assertThat(taken.step().unreadable()).isEqualTo(1);
        assertThat(taken.step().offered()).isEqualTo(1);
    }

    @Test
    void severalAddresses_areWalkedOneAfterTheOther_andTheLastSpeaksForAll() {
        RunWalk walk = walk(NOON - 10, "1@c.us", "9@lid");

        Taken first = walk.accept(List.of(message("B", NOON), message("A", NOON - 11)));
        assertThat(first.end()).isNull();
        assertThat(first.step().reached()).isNull();
        assertThat(walk.source()).isEqualTo("9@lid");
        assertThat(walk.isAtTheTop()).isTrue();

        RunWalk resumed = new RunWalk(
                new WalkPlan(NOON - 10, NOON, 10),
                apart("1@c.us", "9@lid"),
                false,
                Position.parse(first.step().walk()),
                NOW);
        assertThat(resumed.source()).isEqualTo("9@lid");
        assertThat(resumed.accept(List.of(message("D", NOON), message("C", NOON - 11)))
                        .end())
                .isEqualTo(WalkState.End.COMPLETE);
    }

    @Test
    void endOfTheStore_isToldAsSuch() {
        RunWalk walk = walk(null, "1@c.us");
        Taken first = walk.accept(List.of(message("A", NOON)));
        Taken second = walk.accept(List.of(message("A", NOON)));

        assertThat(first.end()).isNull();
        while (second.end() == null) {
            second = walk.accept(List.of());
        }
        assertThat(second.end()).isEqualTo(WalkState.End.EXHAUSTED);
        assertThat(walk.hasOffers()).isTrue();
    }

    @Test
    void joinedAddresses_areOne_whereTheFirstShowsWhatThereIs() {
        Taken taken = joined(NOON - 10, false, null).accept(List.of(message("B", NOON), message("A", NOON - 11)));

        assertThat(taken.end()).isEqualTo(WalkState.End.COMPLETE);
    }

    @Test
    void joinedAddress_thatShowsLessThanThereIs_hasItsOthersAsked() {
        RunWalk walk = joined(NOON - 10, false, null);

        while (walk.source().equals("1@c.us")) {
            assertThat(walk.accept(List.of()).end()).isNull();
        }
        assertThat(walk.isOnTrial()).isTrue();
        Taken second = walk.accept(List.of(message("B", NOON), message("C", NOON - 12)));

        assertThat(second.readings()).hasSize(1);
        assertThat(second.end()).isEqualTo(WalkState.End.COMPLETE);
        assertThat(walk.hasOffers()).isTrue();
    }

    @Test
    void joinedAddress_thatShowsTheSame_isNotWalkedTwice() {
        RunWalk walk = joined(NOON - 10, true, null);
        List<HistoryMessage> page = List.of(message("B", NOON), message("A", NOON - 11));

        assertThat(walk.accept(page).end()).isNull();
        Taken second = walk.accept(page);

        assertThat(second.readings()).isEmpty();
        assertThat(second.step().offered()).isZero();
        assertThat(second.end()).isEqualTo(WalkState.End.COMPLETE);
    }

    @Test
    void joinedAddresses_areNotTriedByWhoSawNoTop() {
        Position below = new Position(0, false, new WalkState.Down(NOON - 5, 10, 0));

        Taken taken = joined(NOON - 10, true, below).accept(List.of(message("A", NOON - 11)));

        assertThat(taken.end()).isEqualTo(WalkState.End.COMPLETE);
    }

    @Test
    void messagesOfTwoChatsWithOneId_areTwo() {
        Taken taken =
                walk(NOON - 10, "all").accept(List.of(in("1@newsletter"), in("2@newsletter"), message("A", NOON - 11)));

        assertThat(taken.step().offered()).isEqualTo(2);
    }

    private static HistoryMessage in(String chat) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("id", "false_" + chat + "_101")
                .put("timestamp", NOON)
                .put("from", chat)
                .put("fromMe", false)
                .put("body", "news");
        return new HistoryMessage(
                "101",
                NOON,
                new WahaEventReader().readHistory(new SessionName("sales"), "NOWEB", Account.UNKNOWN, message, NOW));
    }
}
