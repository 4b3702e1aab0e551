package com.tradingsystem.whatsapp.worker.sync;

import static com.tradingsystem.whatsapp.worker.sync.SyncTables.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.sync.SyncRequests;
import com.tradingsystem.whatsapp.worker.sync.DueChats.Found;
import com.tradingsystem.whatsapp.worker.sync.DueChats.Head;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueChatsIntegrationTests {

    private static final SyncTables tables = new SyncTables();
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final Jid CHAT = Jid.of("1@c.us");

    @BeforeEach
    void clear() {
        tables.clear();
        tables.working(SALES);
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    private static Found schedule(Head... heads) {
        return tables.due.schedule(SALES, List.of(heads), false, true);
    }

    /** The chat was pulled up to a message, which the archive has. */
    private static void pulledUpTo(String coreId, Instant at) {
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.step(claim, run, at, at, 1);
        tables.end(claim, run, SyncOutcome.EXHAUSTED);
        tables.key(SALES, CHAT.value(), coreId, at);
    }

    @Test
    void newChat_isPulledAsAWhole() {
        assertThat(schedule(new Head(CHAT, "A", AT))).isEqualTo(new Found(1, 0));

        SyncClaim claim = tables.claim();
        assertThat(claim.type()).isEqualTo("full");
        assertThat(claim.head()).isEqualTo(AT);
    }

    @Test
    void stories_areAChatAndOddAddressesNone() {
        assertThat(schedule(
                        new Head(Jid.of("status@broadcast"), "A", AT), new Head(new Jid.Other("0@meta.ai"), "B", AT)))
                .isEqualTo(new Found(1, 0));
    }

    @Test
    void headWithTheIdOfAMessageElsewhere_makesTheChatDue() {
        schedule(new Head(CHAT, "101", AT));
        pulledUpTo("101", AT);
        tables.key(SALES, "120363222222222238@newsletter", "102", AT.plusSeconds(5));

        assertThat(schedule(new Head(CHAT, "102", AT.plusSeconds(5)))).isEqualTo(new Found(0, 1));
    }

    @Test
    void idleChat_isLeftAlone() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);

        assertThat(schedule(new Head(CHAT, "A", AT))).isEqualTo(new Found(0, 0));
        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void newHead_makesTheChatDue() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);

        assertThat(schedule(new Head(CHAT, "B", AT.plusSeconds(5)))).isEqualTo(new Found(0, 1));

        SyncClaim claim = tables.claim();
        assertThat(claim.type()).isEqualTo("incremental");
        assertThat(claim.isAsked()).isTrue();
        assertThat(claim.head()).isEqualTo(AT.plusSeconds(5));
    }

    @Test
    void headTheArchiveGotByWebhook_isNoReason() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        tables.key(SALES, CHAT.value(), "B", AT.plusSeconds(5));

        assertThat(schedule(new Head(CHAT, "B", AT.plusSeconds(5)))).isEqualTo(new Found(0, 0));
        assertThat(tables.due.schedule(SALES, List.of(new Head(CHAT, "B", AT.plusSeconds(5))), true, true))
                .as("unless it is to be made sure that nothing before it is missing")
                .isEqualTo(new Found(0, 1));
    }

    @Test
    void headThatCannotBeRead_isAskedForOnce() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        schedule(new Head(CHAT, "ODD", AT.plusSeconds(5)));
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.end(claim, run, SyncOutcome.COMPLETE);

        assertThat(schedule(new Head(CHAT, "ODD", AT.plusSeconds(5)))).isEqualTo(new Found(0, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chatThatARunOverAllDidNotBring_getsARunOfItsOwn(boolean isRefused) {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        tables.due.scheduleAll(SALES, AT.plusSeconds(5));
        tables.due.schedule(SALES, List.of(new Head(CHAT, "B", AT.plusSeconds(5))), false, false);
        SyncClaim all = tables.claim();
        assertThat(all.chat()).isEqualTo("all");
        assertThat(tables.isEmpty()).isTrue();

        if (isRefused) {
            tables.queue.fail(all, "WAHA cannot do that");
        } else {
            tables.end(all, tables.runs.begin(all, AT, null), SyncOutcome.COMPLETE);
        }

        assertThat(tables.claim().chat()).isEqualTo(CHAT.value());
    }

    @Test
    void chatThatARunOverAllDidBring_isDone() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        tables.due.scheduleAll(SALES, AT.plusSeconds(5));
        tables.due.schedule(SALES, List.of(new Head(CHAT, "B", AT.plusSeconds(5))), false, false);
        SyncClaim all = tables.claim();
        tables.key(SALES, CHAT.value(), "B", AT.plusSeconds(5));

        tables.end(all, tables.runs.begin(all, AT, null), SyncOutcome.COMPLETE);

        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void chatThatFailed_waitsItsTime() {
        schedule(new Head(CHAT, "A", AT));
        tables.queue.fail(tables.claim(), "failed in WAHA");

        schedule(new Head(CHAT, "B", AT.plusSeconds(5)));

        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void hiddenId_isTheChatOfItsPhoneNumber() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        tables.jdbc
                .sql(
                        "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('sales', '9@lid', '1@c.us')")
                .update();

        assertThat(schedule(new Head(Jid.of("9@lid"), "B", AT.plusSeconds(5)), new Head(CHAT, "A", AT)))
                .isEqualTo(new Found(0, 1));
    }

    @Test
    void manyMoved_areCoveredByOneSyncOfAll() {
        schedule(new Head(CHAT, "A", AT));
        pulledUpTo("A", AT);
        Head moved = new Head(CHAT, "B", AT.plusSeconds(5));

        assertThat(tables.due.compare(SALES, List.of(moved), false)).isEqualTo(new Found(0, 1));
        tables.due.schedule(SALES, List.of(moved), false, false);
        tables.due.scheduleAll(SALES, AT.plusSeconds(5));

        SyncClaim claim = tables.claim();
        assertThat(claim.chat()).isEqualTo(SyncRequests.ALL_CHATS);
        assertThat(claim.type()).isEqualTo("incremental");
        assertThat(tables.isEmpty()).isTrue();
    }
}
