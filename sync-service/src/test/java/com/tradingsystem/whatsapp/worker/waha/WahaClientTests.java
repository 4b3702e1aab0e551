package com.tradingsystem.whatsapp.worker.waha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.ReadingText;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Trouble;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Unavailable;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class WahaClientTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final WahaSession SESSION =
            new WahaSession(new SessionName("sales"), "WORKING", "NOWEB", Account.UNKNOWN);
    private static final MessageWindow WINDOW = new MessageWindow(null, 1_795_329_765L, 100, 0);

    private final StubWaha waha = new StubWaha();
    private final WahaClient client = client(waha.url());

    private static WahaClient client(URI url) {
        WahaSettings settings = new WahaSettings(
                url,
                "secret",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofKilobytes(100),
                1000,
                2,
                Duration.ofSeconds(5),
                2,
                Duration.ofMillis(10),
                Duration.ofSeconds(30));
        return new WahaClient(
                WahaConnection.open(settings),
                new WahaCalls(
                        settings,
                        CircuitBreakerRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults(),
                        BulkheadRegistry.ofDefaults(),
                        new SimpleMeterRegistry()),
                new WahaEventReader(),
                InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        waha.close();
    }

    @Test
    void messages_areAskedForGentlyAndWithTheKey() {
        client.messages(SESSION, "15551230001@c.us", WINDOW);

        assertThat(waha.asked())
                .singleElement()
                .asString()
                .isEqualTo(
                        "/api/sales/chats/15551230001%40c.us/messages?downloadMedia=false&merge=true&limit=100&offset=0"
                                + "&filter.timestamp.lte=1795329765");
        assertThat(waha.keys()).containsExactly("secret");
    }

    @Test
    void message_isReadWithTheTimeTheEngineFiltersBy() {
        waha.answers(200, "application/json", """
                [{"id":"true_15551230001@c.us_3EB0AAAA0004","timestamp":1795339999,"fromMe":true,"body":"hello",
                  "_data":{"key":{"id":"3EB0AAAA0004","remoteJid":"15551230001@s.whatsapp.net","fromMe":true},
                           "messageTimestamp":1795329765,"message":{"conversation":"hello"}}},
                 {"no":"message"}]""");

        var answer = client.messages(SESSION, "15551230001@c.us", WINDOW);

        assertThat(answer).isInstanceOfSatisfying(WahaAnswer.Success.class, told -> {});
        List<HistoryMessage> messages = ((WahaAnswer.Success<List<HistoryMessage>>) answer).value();
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst().id()).isEqualTo("3EB0AAAA0004");
        assertThat(messages.getFirst().second()).isEqualTo(1_795_329_765L);
        assertThat(messages.getFirst().reading()).isInstanceOf(Understood.class);
        assertThat(messages.getLast().reading()).isInstanceOf(Reading.Unrecognised.class);
    }

    /** Depth counts from the message, not from the page, and a neighbour's oddity is not this one's. */
    @Test
    void oddMessage_endsAsItWouldByWebhook() {
        String deep = "{\"a\":".repeat(230) + "0" + "}".repeat(230);
        String nul = "\\u0000";
        String odd = message("A", "x" + nul, "{\"conversation\":\"x" + nul + "\",\"somethingNew\":" + deep + "}");
        String atTheLimit = message(
                "B",
                "y",
                "{\"conversation\":\"y\",\"somethingNew\":" + "{\"a\":".repeat(187) + "0" + "}".repeat(187) + "}");
        waha.answers(200, "application/json", "[" + odd + "," + atTheLimit + "]");

        var answer = (WahaAnswer.Success<List<HistoryMessage>>) client.messages(SESSION, "15551230001@c.us", WINDOW);

        Understood first = (Understood) answer.value().getFirst().reading();
        assertThat(first.flags()).containsExactlyInAnyOrder(Flag.TOO_DEEP, Flag.UNSTORABLE_CHARACTERS);
        assertThat(ReadingText.of(first))
                .contains("content: Text(body=x\uFFFD)")
                .doesNotContain("rawData");
        Understood last = (Understood) answer.value().getLast().reading();
        assertThat(last.flags()).isEmpty();
        assertThat(ReadingText.of(last)).contains("rawData: {");
        assertThat(byWebhook(odd).events()).isEqualTo(first.events());
        assertThat(byWebhook(odd).flags()).isEqualTo(first.flags());
        assertThat(byWebhook(atTheLimit).events()).isEqualTo(last.events());
        assertThat(byWebhook(atTheLimit).flags()).isEqualTo(last.flags());
    }

    @Test
    void singleOddMessage_endsAsItWouldByWebhook() {
        String odd = message("A", "x", "{\"conversation\":\"x\",\"n\":" + "1".repeat(200) + "}");
        waha.answers(200, "application/json", odd);

        var answer = (WahaAnswer.Success<HistoryMessage>)
                client.message(SESSION, Jid.of("15551230001@c.us"), "false_15551230001@c.us_A", false);

        Understood single = (Understood) answer.value().reading();
        assertThat(single.flags()).containsExactly(Flag.PARTIAL);
        assertThat(byWebhook(odd).events()).isEqualTo(single.events());
        assertThat(byWebhook(odd).flags()).isEqualTo(single.flags());
    }

    private static String message(String coreId, String body, String content) {
        return """
                {"id":"false_15551230001@c.us_%s","timestamp":1795329765,"fromMe":false,"body":"%s",
                 "_data":{"key":{"id":"%1$s","remoteJid":"15551230001@s.whatsapp.net","fromMe":false},
                          "messageTimestamp":1795329765,"message":%3$s}}""".formatted(coreId, body, content);
    }

    private static Understood byWebhook(String payload) {
        String body =
                "{\"event\":\"message.any\",\"session\":\"sales\",\"engine\":\"NOWEB\",\"payload\":" + payload + "}";
        RawEvent event = new RawEvent(body.getBytes(StandardCharsets.UTF_8), null, NOW);
        return (Understood) new WahaEventReader().read(event);
    }

    @Test
    void statuses_meanWhatTheyMeanInWaha() {
        assertThat(answerTo(404, "{\"message\":\"Session not found\",\"statusCode\":404}"))
                .isEqualTo(new WahaAnswer.NotReady<>("ABSENT"));
        assertThat(answerTo(404, "{\"message\":\"Message not found\",\"statusCode\":404}"))
                .isEqualTo(new WahaAnswer.NotFound<>());
        assertThat(answerTo(422, "{\"error\":\"Session status is not as expected\",\"status\":\"STARTING\"}"))
                .isEqualTo(new WahaAnswer.NotReady<>("STARTING"));
        assertThat(answerTo(422, "{\"error\":\"Session \\\"x\\\" does not exist\",\"session\":\"x\"}"))
                .isEqualTo(new WahaAnswer.NotReady<>("ABSENT"));
        assertThat(answerTo(400, "{\"message\":[\"limit must be a number\"],\"statusCode\":400}"))
                .isEqualTo(new WahaAnswer.Refused<>("400 [\"limit must be a number\"]"));
        assertThat(answerTo(401, "{\"message\":\"Unauthorized\"}")).isEqualTo(unavailable(Trouble.FORBIDDEN, 60));
        assertThat(answerTo(500, "{\"exception\":{\"message\":\"Group with id 1@g.us not found\"}}"))
                .isEqualTo(new WahaAnswer.NotFound<>());
        assertThat(answerTo(500, "{\"exception\":{\"message\":\"rate-overlimit\"}}"))
                .isEqualTo(unavailable(Trouble.OVERLOADED, 60));
        assertThat(answerTo(500, "{\"exception\":{\"message\":\"boom\\n at x\"}}"))
                .isEqualTo(new WahaAnswer.Broken<>("500 boom at x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html        | <html>login</html>    | NOT_WAHA",
                "502 | text/html        | <html>nginx</html>    | NOT_WAHA",
                "200 | application/json | <!doctype html>       | NOT_WAHA",
                "200 | application/json | [{\"id\":             | CUT_OFF",
                "504 | application/json | {}                    | UNREACHABLE",
                "503 | application/json | {}                    | OVERLOADED",
                "302 | application/json | {}                    | NOT_WAHA"
            })
    void whatIsNoAnswerOfWaha_meansLater(int status, String type, String body, Trouble trouble) {
        assertThat(answerTo(status, type, body))
                .isInstanceOfSatisfying(
                        Unavailable.class, later -> assertThat(later.trouble()).isEqualTo(trouble));
    }

    @Test
    void jsonOfAnotherForm_isBroken() {
        assertThat(answerTo(200, "[] trailing")).isInstanceOf(WahaAnswer.Broken.class);
        assertThat(answerTo(200, "{\"messages\":[]}")).isInstanceOf(WahaAnswer.Broken.class);
        assertThat(answerTo(200, "")).isInstanceOf(WahaAnswer.NotFound.class);
        assertThat(answerTo(200, "[\"" + "x".repeat(200_000) + "\"]"))
                .isEqualTo(new WahaAnswer.Broken<>("the answer is too long"));
    }

    @Test
    void bodyCutOff_meansLater() {
        waha.does(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('[');
        });

        assertThat(client.sessions())
                .isInstanceOfSatisfying(
                        Unavailable.class, later -> assertThat(later.trouble()).isEqualTo(Trouble.CUT_OFF));
    }

    @Test
    void silence_meansLater() {
        waha.does(exchange -> Thread.sleep(3_000));

        assertThat(client.sessions())
                .isInstanceOfSatisfying(
                        Unavailable.class, later -> assertThat(later.trouble()).isEqualTo(Trouble.TIMEOUT));
        assertThat(waha.asked()).as("a timeout is not tried again at once").hasSize(1);
    }

    @Test
    void bodyInDrops_meansLater() {
        waha.does(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            for (int i = 0; i < 30; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        });

        assertThat(client.sessions()).isInstanceOf(Unavailable.class);
    }

    @Test
    void nobodyThere_meansLater() {
        WahaClient lost = client(URI.create("http://127.0.0.1:1"));

        assertThat(lost.sessions())
                .isInstanceOfSatisfying(
                        Unavailable.class, later -> assertThat(later.trouble()).isEqualTo(Trouble.UNREACHABLE));
    }

    @Test
    void manyFailures_openTheBreaker() {
        waha.answers(502, "application/json", "{}");
        for (int i = 0; i < 10; i++) {
            client.sessions();
        }
        int asked = waha.asked().size();

        assertThat(client.isResting()).isTrue();
        assertThat(client.messages(SESSION, "all", WINDOW)).isEqualTo(unavailable(Trouble.BREAKER_OPEN, 30));
        assertThat(waha.asked()).hasSize(asked);
    }

    @Test
    void sickSession_isLeftInPeace_andKeepsNoOther() {
        WahaSession other = new WahaSession(new SessionName("shop"), "WORKING", "NOWEB", Account.UNKNOWN);
        waha.does(exchange -> {
            boolean isSick = exchange.getRequestURI().getPath().startsWith("/api/sales/");
            StubWaha.answer(exchange, isSick ? 500 : 200, "application/json", isSick ? "{}" : "[]");
        });
        for (int i = 0; i < 10; i++) {
            client.messages(SESSION, "all", WINDOW);
        }

        assertThat(client.messages(SESSION, "all", WINDOW)).isEqualTo(unavailable(Trouble.BREAKER_OPEN, 30));
        assertThat(client.isResting()).isFalse();
        assertThat(client.messages(other, "all", WINDOW)).isEqualTo(new WahaAnswer.Success<>(List.of()));
    }

    @Test
    void busySession_isAskedTwoQuestionsAtATimeAndKeepsNoOther() throws InterruptedException {
        WahaSession other = new WahaSession(new SessionName("shop"), "WORKING", "NOWEB", Account.UNKNOWN);
        CountDownLatch answer = new CountDownLatch(1);
        waha.does(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/api/sales/")) {
                answer.await();
            }
            StubWaha.answer(exchange, 200, "application/json", "[]");
        });
        List<Thread> threads = Stream.generate(
                        () -> Thread.ofVirtual().start(() -> client.messages(SESSION, "all", WINDOW)))
                .limit(5)
                .toList();
        await().until(() -> waha.asked().size() == 2);

        assertThat(client.messages(other, "all", WINDOW)).isEqualTo(new WahaAnswer.Success<>(List.of()));
        assertThat(waha.asked()).hasSize(3);

        answer.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(waha.asked()).hasSize(6);
    }

    @Test
    void groups_areReadInEveryEnginesForm() {
        Jid ana = Jid.of("90000000000077@lid");
        List<Member> members =
                List.of(new Member(ana, "superadmin"), new Member(Jid.of("15551230002@c.us"), "participant"));
        String noweb = """
                {"120363000000000001@g.us":{"id":"120363000000000001@g.us","subject":"Team","desc":"we","owner":"90000000000077@lid",
                 "participants":[{"id":"90000000000077@lid","jid":"15551230001@s.whatsapp.net","admin":"superadmin"},
                                 {"id":"15551230002@s.whatsapp.net","admin":null}]}}""";
        String gows = """
                [{"JID":"120363000000000001@g.us","Name":"Team","Topic":"we","OwnerJID":"90000000000077@lid","Participants":[
                 {"JID":"90000000000077@lid","PhoneNumber":"15551230001@s.whatsapp.net","LID":"90000000000077@lid",
                  "IsAdmin":true,"IsSuperAdmin":true},
                 {"JID":"15551230002@s.whatsapp.net","IsAdmin":false,"IsSuperAdmin":false}]}]""";
        String webjs = """
                [{"id":{"server":"g.us","user":"120363000000000001","_serialized":"120363000000000001@g.us"},"timestamp":1695329765,
                 "groupMetadata":{"id":{"_serialized":"120363000000000001@g.us"},"subject":"Team","desc":"we",
                 "owner":{"_serialized":"90000000000077@lid"},"participants":[
                 {"id":{"_serialized":"90000000000077@lid"},"isAdmin":true,"isSuperAdmin":true},
                 {"id":{"_serialized":"15551230002@c.us"},"isAdmin":false,"isSuperAdmin":false}]}}]""";
        GroupDescribed expected =
                new GroupDescribed(new Jid.Group("120363000000000001"), "Team", "we", ana, members, NOW);
        for (String body : List.of(noweb, gows, webjs)) {
            waha.answers(200, "application/json", body);
            var page = told(client.groups(SESSION, 100, 0));
            assertThat(page.size()).isEqualTo(1);
            assertThat(page.entries().getFirst().events()).containsExactly(expected);
        }
    }

    @Test
    void participants_areAWholeMembershipOrNothing() {
        var group = new Jid.Group("120363000000000001");
        waha.answers(
                200,
                "application/json",
                "[{\"id\":\"90000000000077@lid\",\"pn\":\"15551230001@c.us\",\"role\":\"admin\"}]");
        Understood reading = told(client.participants(SESSION, group)).entries().getFirst();
        assertThat(reading.events())
                .containsExactly(new GroupDescribed(
                        group, null, null, null, List.of(new Member(Jid.of("90000000000077@lid"), "admin")), NOW));
        assertThat(reading.links())
                .containsExactly(new LidLink(new Jid.Lid("90000000000077"), new Jid.Person("15551230001")));

        waha.answers(200, "application/json", "[]");
        assertThat(told(client.participants(SESSION, group)).entries()).isEmpty();
    }

    @Test
    void nothingAmongThem_costsOnlyItself() {
        var group = new Jid.Group("120363000000000001");
        Jid ana = Jid.of("15551230001@c.us");
        GroupDescribed whole =
                new GroupDescribed(group, null, null, null, List.of(new Member(ana, "participant")), NOW);
        waha.answers(200, "application/json", "[null,{\"id\":\"15551230001@c.us\",\"role\":\"participant\"}]");
        assertThat(told(client.participants(SESSION, group))
                        .entries()
                        .getFirst()
                        .events())
                .containsExactly(whole);

        waha.answers(200, "application/json", """
                [null,{"id":"120363000000000001@g.us","participants":[{"id":"15551230001@c.us"},null]}]""");
        assertThat(told(client.groups(SESSION, 100, 0)).entries().getFirst().events())
                .containsExactly(whole);

        waha.answers(200, "application/json", "[null,{\"id\":\"15551230001@c.us\",\"name\":\"Ana\"}]");
        assertThat(told(client.contacts(SESSION, 100, 0)).entries().getFirst().contacts())
                .hasSize(1);

        waha.answers(200, "application/json", "[null,{\"lid\":\"90000000000077@lid\",\"pn\":\"15551230001@c.us\"}]");
        var lids = told(client.lids(SESSION, 100, 0));
        assertThat(lids.size()).isEqualTo(2);
        assertThat(lids.entries().getFirst().links()).hasSize(1);
    }

    @Test
    void memberThatCannotBeRead_leavesTheMembershipUnsaid() {
        var group = new Jid.Group("120363000000000001");
        waha.answers(200, "application/json", "[{\"id\":\"?\"},{\"id\":\"15551230001@c.us\"}]");

        assertThat(told(client.participants(SESSION, group)).entries()).isEmpty();
    }

    @Test
    void contactsAndLids_areReadAsFarAsTheyCanBe() {
        waha.answers(200, "application/json", """
                [{"id":"15551230001@c.us","name":"Ana Book","pushname":"Ana"},{"id":"nonsense"},
                 {"id":"15551230002@s.whatsapp.net","lid":"90000000000078@lid"}]""");
        var contacts = told(client.contacts(SESSION, 100, 0));
        assertThat(contacts.size()).isEqualTo(3);
        assertThat(contacts.entries().getFirst().contacts())
                .extracting(sighting -> sighting.contact().value() + " " + sighting.name() + " " + sighting.pushName())
                .containsExactly("15551230001@c.us Ana Book Ana", "15551230002@c.us null null");
        assertThat(contacts.entries().getFirst().links())
                .containsExactly(new LidLink(new Jid.Lid("90000000000078"), new Jid.Person("15551230002")));

        waha.answers(
                200,
                "application/json",
                "[{\"lid\":\"90000000000077@lid\",\"pn\":null},{\"lid\":\"90000000000078@lid\",\"pn\":\"15551230002@c.us\"}]");
        assertThat(told(client.lids(SESSION, 100, 0)).entries().getFirst().links())
                .hasSize(1);
    }

    @Test
    void overview_namesTheNewestMessage() {
        waha.answers(200, "application/json", """
                [{"id":"15551230001@c.us","name":"Ana","picture":null,"lastMessage":
                   {"id":"false_15551230001@c.us_3EB0AAAA0001","timestamp":1795329765,"body":"x"},"_chat":{}},
                 {"id":"15551230002@c.us","name":null,"picture":null,"lastMessage":null,"_chat":{}}]""");

        assertThat(told(client.overview(SESSION, 20, 0)).entries())
                .containsExactly(
                        new ChatHead(
                                Jid.of("15551230001@c.us"),
                                "Ana",
                                "3EB0AAAA0001",
                                Instant.ofEpochSecond(1_795_329_765L)),
                        new ChatHead(Jid.of("15551230002@c.us"), null, null, null));
    }

    @Test
    void chats_areReadInEveryEnginesForm() {
        waha.answers(200, "application/json", """
                [{"id":"15551230001@s.whatsapp.net","conversationTimestamp":{"low":1795329765,"high":0}},
                 {"id":{"_serialized":"status@broadcast"},"timestamp":1795329765}]""");

        assertThat(told(client.chats(SESSION, 20, 0)).entries())
                .extracting(head -> head.chat().value() + " " + head.at())
                .containsExactly("15551230001@c.us 2026-11-22T06:42:45Z", "status@broadcast 2026-11-22T06:42:45Z");
    }

    @Test
    void sessions_nameTheirAccount() {
        waha.answers(200, "application/json", """
                [{"name":"sales","status":"WORKING","me":{"id":"15550001111@c.us","lid":"90000000000001@lid","pushName":"Sales"}},
                 {"name":"old","status":"STOPPED","me":null},{"name":"a/b","status":"WORKING"}]""");

        assertThat(told(client.sessions()))
                .containsExactly(
                        new WahaSession(
                                new SessionName("sales"),
                                "WORKING",
                                null,
                                new Account(new Jid.Person("15550001111"), new Jid.Lid("90000000000001"), "Sales")),
                        new WahaSession(new SessionName("old"), "STOPPED", null, Account.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"2026.7.1,true", "2026.3.1,true", "2026.3.0,false", "2025.12.9,false", "2027.1,true", "odd,false"})
    void version_tellsWhetherChatsAreJoined(String version, boolean joined) {
        assertThat(new WahaServer(version, null, null).mergesChats()).isEqualTo(joined);
    }

    private WahaAnswer<?> answerTo(int status, String body) {
        return answerTo(status, "application/json", body);
    }

    private WahaAnswer<?> answerTo(int status, String type, String body) {
        try (StubWaha stub = new StubWaha()) {
            stub.answers(status, type, body);
            return client(stub.url()).messages(SESSION, "all", WINDOW);
        }
    }

    private static WahaAnswer<?> unavailable(Trouble trouble, int seconds) {
        return new Unavailable<>(trouble, Duration.ofSeconds(seconds));
    }

    private static <T> T told(WahaAnswer<T> answer) {
        if (answer instanceof WahaAnswer.Success<T>(T value)) {
            return value;
        }
        throw new AssertionError("not told but " + answer);
    }
}
