package com.tradingsystem.whatsapp.message.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

class TimelineIntegrationTests {

    private static final String PHONE = "5511987654321@c.us";
    private static final String LID = "90000000000077@lid";
    private static final Jid CHAT = Objects.requireNonNull(Jid.parse(PHONE));
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final TestDatabase database = TestDatabase.create();

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final ReadSnapshot snapshot = new ReadSnapshot(new JdbcTransactionManager(database.dataSource()), jdbc);
    private final Timeline timeline = new Timeline(jdbc, snapshot);

    // A session of its own for every test, so that they need not clean up.
    private final SessionName session =
            new SessionName("s-" + UUID.randomUUID().toString().substring(0, 8));
    private final ArchiveRows rows = new ArchiveRows(database, session.value());

    @BeforeEach
    void aSessionThatKnowsThePair() {
        rows.session();
        database.jdbc()
                .sql(
                        "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values (:session, :lid, :phone)")
                .param("session", session.value())
                .param("lid", LID)
                .param("phone", PHONE)
                .update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void page_isNewestFirst_andGoesOnWhereItEnded() {
        for (int i = 0; i < 5; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }

        TimelinePage first = page(TimelineQuery.ALL, null, 3);
        TimelinePage second = page(TimelineQuery.ALL, first.next(), 3);

        assertThat(cores(first)).containsExactly("CORE4", "CORE3", "CORE2");
        assertThat(cores(second)).containsExactly("CORE1", "CORE0");
        assertThat(second.next()).isNull();
    }

    @Test
    void messagesOfOneSecond_areEachSeenOnce() {
        for (int i = 0; i < 23; i++) {
            rows.message(PHONE, NOON, "CORE" + i);
        }
        rows.message(PHONE, NOON, "CORE0", Map.of("is_from_me", true));

        assertThat(walk(5)).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void phoneAndLid_areOneConversation() {
        rows.message(PHONE, NOON, "BYPHONE")
                .message(LID, NOON.plusSeconds(1), "BYLID")
                .message(PHONE, NOON.plusSeconds(2), "AGAIN");

        assertThat(walk(1)).containsExactly("AGAIN", "BYLID", "BYPHONE");
    }

    @Test
    void before_isExclusive_andAfterInclusive() {
        for (int i = 0; i < 4; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }

        var query = new TimelineQuery(NOON.plusSeconds(3), NOON.plusSeconds(1), Set.of(), Set.of(), null, null);

        assertThat(cores(page(query, null, 10))).containsExactly("CORE2", "CORE1");
    }

    @Test
    void filters_narrowThePage() {
        rows.message(PHONE, NOON, "TEXT")
                .message(PHONE, NOON, "IMAGE", Map.of("message_type", "image", "has_media", true))
                .message(PHONE, NOON, "MINE", Map.of("is_from_me", true));

        assertThat(cores(page(new TimelineQuery(null, null, Set.of("image"), Set.of(), null, null), null, 10)))
                .containsExactly("IMAGE");
        assertThat(cores(page(new TimelineQuery(null, null, Set.of(), Set.of("text"), null, null), null, 10)))
                .containsExactly("IMAGE");
        assertThat(cores(page(new TimelineQuery(null, null, Set.of(), Set.of(), true, null), null, 10)))
                .containsExactly("MINE");
        assertThat(cores(page(new TimelineQuery(null, null, Set.of(), Set.of(), null, true), null, 10)))
                .containsExactly("IMAGE");
    }

    @Test
    void keysWithoutARow_arePassedOver() {
        for (int i = 0; i < 10; i++) {
            if (i % 3 == 0) {
                rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
            } else {
                rows.keyWithoutMessage(PHONE, NOON.plusSeconds(i), "GONE" + i);
            }
        }

        TimelinePage first = page(TimelineQuery.ALL, null, 3);

        assertThat(cores(first)).containsExactly("CORE9", "CORE6", "CORE3");
        assertThat(walk(3)).containsExactly("CORE9", "CORE6", "CORE3", "CORE0");
    }

    @Test
    void monthsOfKeysWithoutARow_areJumpedOver() {
        rows.message(PHONE, NOON.minus(Duration.ofDays(40)), "OLD");
        for (int i = 1; i <= 300; i++) {
            rows.keyWithoutMessage(PHONE, NOON.minus(Duration.ofHours(i)), "GONE" + i);
        }
        rows.message(LID, NOON, "NEW");

        assertThat(cores(page(TimelineQuery.ALL, null, 5))).containsExactly("NEW", "OLD");
    }

    @Test
    void nothingButKeysWithoutARow_isTheEnd() {
        for (int i = 1; i <= 30; i++) {
            rows.keyWithoutMessage(PHONE, NOON.minus(Duration.ofHours(i)), "GONE" + i);
        }

        TimelinePage page = page(TimelineQuery.ALL, null, 5);

        assertThat(page.messages()).isEmpty();
        assertThat(page.next()).isNull();
        assertThat(timeline.knows(session, List.of(PHONE))).isTrue();
    }

    @Test
    void pageOfMoreThanAHundred_isWhole() {
        for (int i = 0; i < 250; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }

        assertThat(page(TimelineQuery.ALL, null, 200).messages()).hasSize(200);
    }

    @Test
    void quickPage_isTheSamePage() {
        rows.message(PHONE, NOON.minus(Duration.ofDays(200)), "OLD")
                .message(PHONE, NOON, "QUOTED", Map.of("is_deleted", true))
                .message(LID, NOON.plusSeconds(1), "IMAGE", Map.of("message_type", "image", "has_media", true))
                .message(
                        PHONE,
                        NOON.plusSeconds(2),
                        "QUOTING",
                        Map.of("quoted_message_id", "QUOTED", "quoted_body", "x"))
                .insert("message_revocations", Map.of("core_id", "QUOTED", "chat_id", PHONE, "revoked_at", NOON))
                .insert(
                        "message_reactions",
                        Map.of("core_id", "IMAGE", "chat_id", LID, "reactor", LID, "emoji", "👍", "reacted_at", NOON));

        for (String address : List.of(PHONE, LID)) {
            Jid asked = Objects.requireNonNull(Jid.parse(address));
            TimelinePage page = timeline.quickPage(session, asked, true, TimelineQuery.ALL, null, 50)
                    .orElseThrow();

            assertThat(page)
                    .isEqualTo(snapshot.read(() -> timeline.page(session, asked, true, TimelineQuery.ALL, null, 50))
                            .orElseThrow());
            assertThat(cores(page)).containsExactly("QUOTING", "IMAGE", "QUOTED", "OLD");
            assertThat(page.entries().stream().map(TimelinePage.Entry::quotesDeleted))
                    .containsExactly(true, false, false, false);
            assertThat(page.reactions().get("IMAGE"))
                    .extracting(reaction -> reaction.at())
                    .containsExactly(NOON);
            assertThat(page.phones()).containsExactly(Map.entry(LID, PHONE));
            assertThat(page.chat().all()).containsExactly(PHONE, LID);
            assertThat(page.hidesDeleted()).isTrue();
        }
    }

    @Test
    void quickPage_isNoneWhereItCannotBeOne() {
        rows.message(PHONE, NOON, "CORE").keyWithoutMessage(PHONE, NOON, "GONE");

        assertThat(timeline.quickPage(session, CHAT, false, TimelineQuery.ALL, null, 1))
                .isEmpty();
        assertThat(timeline.quickPage(new SessionName("nobody"), CHAT, false, TimelineQuery.ALL, null, 1))
                .isEmpty();
        assertThat(timeline.quickPage(session, new Jid.Person("551100000000"), false, TimelineQuery.ALL, null, 1))
                .isEmpty();
    }

    @Test
    void sessionThatHidesOrKeeps_overrulesWhatHoldsForOthers() {
        rows.message(PHONE, NOON, "CORE");
        assertThat(page(TimelineQuery.ALL, null, 1).hidesDeleted()).isFalse();

        jdbc.update(
                "update whatsapp_gateway.sessions set revoke_policy = 'hide' where session_name = ?", session.value());
        assertThat(page(TimelineQuery.ALL, null, 1).hidesDeleted()).isTrue();

        jdbc.update(
                "update whatsapp_gateway.sessions set revoke_policy = 'keep' where session_name = ?", session.value());
        assertThat(timeline.quickPage(session, CHAT, true, TimelineQuery.ALL, null, 1)
                        .orElseThrow()
                        .hidesDeleted())
                .isFalse();
    }

    @Test
    void otherSessionsAndChats_areNotSeen() {
        rows.message("120363000000000001@g.us", NOON, "GROUP");
        new ArchiveRows(database, session.value() + "-other").message(PHONE, NOON, "OTHER");

        assertThat(page(TimelineQuery.ALL, null, 5).messages()).isEmpty();
        assertThat(timeline.knows(session, List.of(PHONE, LID))).isFalse();
    }

    @Test
    void messagesByCoreId_areFoundUnderAnyAddress() {
        rows.message(LID, NOON, "BOTH").message(PHONE, NOON, "BOTH", Map.of("is_from_me", true));

        assertThat(timeline.find(session, List.of(PHONE, LID), "BOTH", authors -> (of, jid) -> jid))
                .extracting(
                        found -> found.key().fromMe() + " " + found.message().chatId())
                .containsExactly("false " + LID, "true " + PHONE);
        assertThat(timeline.find(session, List.of("120363000000000001@g.us"), "BOTH", authors -> (of, jid) -> jid))
                .isEmpty();
    }

    @Test
    void everyColumn_isRead() {
        rows.message(
                PHONE,
                NOON,
                "FULL",
                Map.ofEntries(
                        Map.entry("has_media", true),
                        Map.entry("message_type", "document"),
                        Map.entry("media_type", "document"),
                        Map.entry("media_size_bytes", 12L),
                        Map.entry("media_filename", "contrato.pdf"),
                        Map.entry("location_latitude", BigDecimal.ZERO),
                        Map.entry("link_preview", "{\"title\": \"t\"}::jsonb"),
                        Map.entry("quoted_message_id", "QUOTED"),
                        Map.entry("is_deleted", true),
                        Map.entry("deleted_at", NOON.plusSeconds(5)),
                        Map.entry("edited_at", NOON.plusNanos(123_456_000))));

        ArchivedMessage message = page(TimelineQuery.ALL, null, 1).messages().getFirst();

        assertThat(message.content().caption()).isEqualTo("text of FULL");
        assertThat(message.content().mediaSizeBytes()).isEqualTo(12);
        assertThat(message.content().location()).isNotNull();
        assertThat(message.content().linkPreview()).isEqualTo("{\"title\": \"t\"}");
        assertThat(message.quote().coreId()).isEqualTo("QUOTED");
        assertThat(message.changes().deletedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(message.changes().editedAt()).isEqualTo(NOON.plusNanos(123_456_000));
        assertThat(message.withoutContent().content()).isEqualTo(ArchivedMessage.Content.NOTHING);
    }

    private TimelinePage page(TimelineQuery query, @Nullable Position after, int limit) {
        return snapshot.read(() -> timeline.page(session, CHAT, false, query, after, limit))
                .orElseThrow();
    }

    private List<String> walk(int limit) {
        List<String> seen = new ArrayList<>();
        Position position = null;
        do {
            TimelinePage page = page(TimelineQuery.ALL, position, limit);
            page.messages().forEach(message -> seen.add(message.coreId() + (message.fromMe() ? "-mine" : "")));
            position = page.next();
        } while (position != null);
        return seen;
    }

    private static List<String> cores(TimelinePage page) {
        return page.messages().stream().map(message -> message.coreId()).toList();
    }
}
