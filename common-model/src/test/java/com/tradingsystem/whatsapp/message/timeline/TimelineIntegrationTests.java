package com.tradingsystem.whatsapp.message.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.Details;
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
import java.util.Random;
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
    void walkingToAndFro_passesEachMessageOnce_whateverComesIn() {
        Random random = new Random(7);
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String core = "CORE" + i;
            rows.message(i % 3 == 0 ? LID : PHONE, NOON.plusSeconds(i / 7), core);
            newestFirst.addFirst(core);
        }

        // What was seen is always one stretch of the chat: a step at either end must bring exactly what lies beside it.
        TimelinePage page = page(TimelineQuery.ALL, Stretch.at(NOON.plusSeconds(3), 4));
        for (int step = 0; step < 200; step++) {
            int limit = 1 + random.nextInt(6);
            boolean up = random.nextBoolean();
            if (random.nextInt(4) == 0) {
                String core = "LATE" + step;
                rows.message(PHONE, NOON.plusSeconds(100 + step / 5), core);
                newestFirst.addFirst(core);
            }
            if (!up && page.next() == null) {
                assertThat(cores(page)).endsWith("CORE0");
                continue;
            }
            Position border = Objects.requireNonNull(up ? page.previous() : page.next());
            List<String> from = cores(page);
            TimelinePage moved =
                    page(TimelineQuery.ALL, up ? Stretch.above(border, limit) : Stretch.below(border, limit));
            int edge = from.isEmpty()
                    ? above(newestFirst, border)
                    : newestFirst.indexOf(up ? from.getFirst() : from.getLast()) + (up ? 0 : 1);
            assertThat(cores(moved))
                    .isEqualTo(
                            up
                                    ? newestFirst.subList(Math.max(0, edge - limit), edge)
                                    : newestFirst.subList(edge, Math.min(newestFirst.size(), edge + limit)));
            assertThat(moved.previous()).isNotNull();
            page = moved;
        }
    }

    /** How many messages are at or above a border. */
    private int above(List<String> newestFirst, Position border) {
        return newestFirst.size()
                - page(TimelineQuery.ALL, Stretch.below(border, 200)).messages().size();
    }

    @Test
    void newestPage_goesOnUpwards_whenSomethingComesIn() {
        rows.message(PHONE, NOON, "A").message(PHONE, NOON, "B");
        TimelinePage newest = page(TimelineQuery.ALL, Stretch.newest(1));
        Position top = Objects.requireNonNull(newest.previous());

        TimelinePage nothing = timeline.quickPage(session, CHAT, false, TimelineQuery.ALL, Stretch.above(top, 5))
                .orElseThrow();
        rows.message(PHONE, NOON, "C");

        assertThat(nothing.messages()).isEmpty();
        assertThat(nothing.previous()).isEqualTo(top);
        assertThat(cores(page(TimelineQuery.ALL, nothing.next(), 5))).containsExactly("B", "A");
        assertThat(cores(page(TimelineQuery.ALL, Stretch.above(top, 5)))).containsExactly("C");
    }

    @Test
    void emptyChat_hasNoPageOnEitherSide() {
        TimelinePage page = page(TimelineQuery.ALL, Stretch.newest(5));

        assertThat(page.next()).isNull();
        assertThat(page.previous()).isNull();
    }

    @Test
    void pageAroundAMessage_hasItInTheMiddle() {
        for (int i = 0; i < 9; i++) {
            rows.message(PHONE, NOON, "CORE" + i);
        }
        long number =
                page(TimelineQuery.ALL, Stretch.newest(9)).messages().get(4).id();

        TimelinePage page = page(TimelineQuery.ALL, Stretch.around("CORE4", 5));

        assertThat(cores(page)).containsExactly("CORE6", "CORE5", "CORE4", "CORE3", "CORE2");
        assertThat(page(TimelineQuery.ALL, Stretch.around(Long.toString(number), 5)))
                .isEqualTo(page);
        assertThat(cores(page(TimelineQuery.ALL, page.next(), 5))).containsExactly("CORE1", "CORE0");
        assertThat(cores(page(TimelineQuery.ALL, Stretch.above(Objects.requireNonNull(page.previous()), 5))))
                .containsExactly("CORE8", "CORE7");
        assertThat(cores(page(TimelineQuery.ALL, Stretch.around("CORE4", 1)))).containsExactly("CORE4");
    }

    @Test
    void messageThatIsNotInTheChat_isNoMiddle() {
        rows.message(PHONE, NOON, "HERE").message("120363000000000001@g.us", NOON, "THERE");

        TimelinePage page = page(TimelineQuery.ALL, Stretch.around("THERE", 5));

        assertThat(page.isPlaced()).isFalse();
        assertThat(page.messages()).isEmpty();
    }

    @Test
    void pageAtATime_hasBothSides_withinTheRange() {
        for (int i = 0; i < 10; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }
        var range = new TimelineQuery(NOON.plusSeconds(6), NOON.plusSeconds(3), Set.of(), Set.of(), null, null);

        assertThat(cores(page(TimelineQuery.ALL, Stretch.at(NOON.plusSeconds(5), 4))))
                .containsExactly("CORE6", "CORE5", "CORE4", "CORE3");
        assertThat(cores(page(range, Stretch.at(NOON.plusSeconds(5), 10)))).containsExactly("CORE5", "CORE4", "CORE3");
        assertThat(cores(page(range, Stretch.around("CORE9", 10)))).containsExactly("CORE5", "CORE4", "CORE3");
        assertThat(cores(page(range, Stretch.around("CORE0", 10)))).containsExactly("CORE5", "CORE4", "CORE3");
    }

    @Test
    void keysWithoutARow_arePassedOverUpwardsToo() {
        rows.message(PHONE, NOON, "OLD");
        for (int i = 1; i <= 300; i++) {
            rows.keyWithoutMessage(PHONE, NOON.plus(Duration.ofHours(i)), "GONE" + i);
        }
        rows.message(LID, NOON.plus(Duration.ofDays(40)), "NEW")
                .message(PHONE, NOON.plus(Duration.ofDays(41)), "NEWER");

        TimelinePage around = page(TimelineQuery.ALL, Stretch.around("OLD", 5));

        assertThat(cores(around)).containsExactly("NEWER", "NEW", "OLD");
        assertThat(cores(page(TimelineQuery.ALL, Stretch.above(new Position(NOON, Long.MAX_VALUE), 1))))
                .containsExactly("NEW");
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
            TimelinePage page = timeline.quickPage(session, asked, true, TimelineQuery.ALL, Stretch.newest(50))
                    .orElseThrow();

            assertThat(page)
                    .isEqualTo(snapshot.read(
                                    () -> timeline.page(session, asked, true, TimelineQuery.ALL, Stretch.newest(50)))
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

        assertThat(timeline.quickPage(session, CHAT, false, TimelineQuery.ALL, Stretch.newest(1)))
                .isEmpty();
        assertThat(timeline.quickPage(new SessionName("nobody"), CHAT, false, TimelineQuery.ALL, Stretch.newest(1)))
                .isEmpty();
        assertThat(timeline.quickPage(
                        session, new Jid.Person("551100000000"), false, TimelineQuery.ALL, Stretch.newest(1)))
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
        assertThat(timeline.quickPage(session, CHAT, true, TimelineQuery.ALL, Stretch.newest(1))
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

        assertThat(message.texts().caption()).isEqualTo("text of FULL");
        assertThat(message.details().mediaSizeBytes()).isEqualTo(12);
        assertThat(message.details().location()).isEqualTo(new Place(BigDecimal.ZERO, null, null, null, null));
        assertThat(message.details().attributes().linkPreview()).isEqualTo(new JsonText("{\"title\": \"t\"}"));
        assertThat(message.details().quotedMessageId()).isEqualTo("QUOTED");
        assertThat(message.changes().deletedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(message.changes().editedAt()).isEqualTo(NOON.plusNanos(123_456_000));
        ArchivedMessage hidden = message.withoutContent();
        assertThat(hidden.texts()).isEqualTo(ArchivedMessage.Texts.NONE);
        assertThat(hidden.details())
                .isEqualTo(new Details(
                        "document",
                        true,
                        null,
                        null,
                        null,
                        "QUOTED",
                        null,
                        null,
                        null,
                        message.details().syncSource(),
                        new JsonText("{}"),
                        new ObservedMessage.Attributes(false, null, null)));
    }

    private TimelinePage page(TimelineQuery query, @Nullable Position border, int limit) {
        return page(query, border == null ? Stretch.newest(limit) : Stretch.below(border, limit));
    }

    private TimelinePage page(TimelineQuery query, Stretch stretch) {
        TimelinePage page = snapshot.read(() -> timeline.page(session, CHAT, false, query, stretch))
                .orElseThrow();
        timeline.quickPage(session, CHAT, false, query, stretch)
                .ifPresent(quick -> assertThat(quick).isEqualTo(page));
        return page;
    }

    private List<String> walk(int limit) {
        List<String> seen = new ArrayList<>();
        Position position = null;
        do {
            TimelinePage page = page(TimelineQuery.ALL, position, limit);
            page.messages().forEach(message -> seen.add(message.coreId() + (message.isFromMe() ? "-mine" : "")));
            position = page.next();
        } while (position != null);
        return seen;
    }

    private static List<String> cores(TimelinePage page) {
        return page.messages().stream().map(message -> message.coreId()).toList();
    }
}
