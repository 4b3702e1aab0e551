package com.tradingsystem.whatsapp.local.waha;

import static com.tradingsystem.whatsapp.local.waha.TestPeople.ACCOUNT;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.ANA;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.GROUP;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.ME;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.NOON;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.fromAna;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.inGroup;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.toAna;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake's REST interface against what is known of the real one. */
class RestContractTests {

    private static final String ANA_CHAT = "/api/default/chats/15551230001%40c.us/messages";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plus(Duration.ofDays(1)));
    private final FakeWaha waha = FakeWaha.start(new FakeWahaSettings(
            0,
            "key",
            WahaVersion.V2026_7_1,
            Set.of(),
            new FakeWahaSettings.Login("admin", "secret"),
            Duration.ofMinutes(3),
            List.of(),
            message -> message.coreId().startsWith("GONE") ? 410 : null,
            new Pace(0.01),
            now::get,
            delivery -> {}));
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeSession noweb = waha.add("default", Engine.NOWEB, ACCOUNT, history(), List.of());
    private final FakeSession gows = waha.add("gows", Engine.GOWS, ACCOUNT, history(), List.of());

    /** 25 messages of Ana, one a minute up to noon, the last two in the same second; one in the group. */
    private static History history() {
        List<Message> messages = new ArrayList<>(IntStream.range(0, 24)
                .mapToObj(i -> fromAna("3EB0H" + i, "text " + i).at(NOON.minusSeconds(60L * (23 - i))))
                .toList());
        messages.add(toAna("3EB0H24", "answer").withAck(3));
        messages.add(inGroup("3EB0G", ANA, "in group").at(NOON.minusSeconds(30)));
        return History.of(messages);
    }

    @BeforeEach
    void work() {
        noweb.become(SessionStatus.WORKING);
        gows.become(SessionStatus.WORKING);
    }

    @AfterEach
    void stop() {
        waha.close();
    }

    @Test
    void key_isNeededForEverythingButPing() {
        assertThat(status("/api/sessions", "X-Api-Key", "wrong")).isEqualTo(401);
        assertThat(send("/api/sessions").json())
                .isEqualTo(Json.with("message", "Unauthorized").and("statusCode", 401));
        assertThat(status("/health")).isEqualTo(401);
        assertThat(status("/health", "X-Api-Key", "key")).isEqualTo(200);
        assertThat(status("/api/sessions?x-api-key=key")).isEqualTo(200);
    }

    @Test
    void everythingElse_isBehindTheLogin() {
        Response refused = send("/ping");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(send("/ping", "Authorization", "Basic YWRtaW46c2VjcmV0").json())
                .isEqualTo(Json.with("message", "pong"));
        assertThat(send("/dashboard", "Authorization", "Basic YWRtaW46c2VjcmV0").body())
                .contains("default", "gows");
    }

    @Test
    void server_tellsItsVersionAndItsStart() {
        assertThat(get("/api/server/version").path("version").asText()).isEqualTo("2026.7.1");
        JsonNode status = get("/api/server/status");
        assertThat(status.path("startTimestamp").asLong()).isEqualTo(now.get().toEpochMilli());
        assertThat(status.path("uptime").isNumber()).isTrue();
        assertThat(get("/nothing/here", 401)).isNotNull();
        assertThat(get("/api/nothing/at/all/here", 404).path("message").asText())
                .isEqualTo("Cannot GET /api/nothing/at/all/here");
    }

    @Test
    void sessions_areListedWhileTheyRun() {
        waha.add("stopped", Engine.NOWEB, ACCOUNT, History.EMPTY, List.of());

        assertThat(get("/api/sessions").findValuesAsText("name")).containsExactly("default", "gows");
        assertThat(get("/api/sessions?all=true").findValuesAsText("name"))
                .containsExactly("default", "gows", "stopped");
        JsonNode single = get("/api/sessions/gows");
        assertThat(single.path("engine").path("engine").asText()).isEqualTo("GOWS");
        assertThat(single.path("me").path("lid").asText()).isEqualTo("90000000000001@lid");
        assertThat(get("/api/sessions/default/me").path("pushName").asText()).isEqualTo("Local Me");
        assertThat(get("/api/sessions/nobody", 404).path("message").asText()).isEqualTo("Session not found");
    }

    @Test
    void newSession_waitsForItsPhone() {
        Response created =
                post("/api/sessions", "{\"name\":\"new\",\"start\":true,\"config\":{\"metadata\":{\"a\":\"b\"}}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("config").path("metadata").path("a").asText())
                .isEqualTo("b");
        assertThat(post("/api/sessions", "{\"name\":\"new\"}").status()).isEqualTo(422);
        assertThat(get("/api/sessions/new/me").isNull()).isTrue();

        assertThat(post("/api/sessions/default/stop", "").json().path("status").asText())
                .isEqualTo("STOPPED");
        assertThat(post("/api/sessions/default/stop", "").status()).isEqualTo(201);
        assertThat(post("/api/sessions/default/start", "").json().path("status").asText())
                .isEqualTo("STARTING");
    }

    @Test
    void sessionThatDoesNotWork_isWaitedForAndThenRefused() {
        gows.become(SessionStatus.STARTING);
        long start = System.nanoTime();
        JsonNode refusal = get("/api/gows/chats", 422);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
        assertThat(refusal.path("error").asText()).startsWith("Session status is not as expected");
        assertThat(refusal.path("status").asText()).isEqualTo("STARTING");
        assertThat(refusal.path("expected").get(0).asText()).isEqualTo("WORKING");

        gows.become(SessionStatus.STOPPED);
        start = System.nanoTime();
        assertThat(get("/api/gows/chats", 422).path("status").asText()).isEqualTo("STOPPED");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
        assertThat(get("/api/nobody/chats", 422).path("error").asText()).isEqualTo("Session \"nobody\" does not exist");
    }

    @Test
    void messages_areTenNewestFirst() {
        JsonNode page = get(ANA_CHAT);

        assertThat(page).hasSize(10);
        assertThat(page.get(9).path("body").asText()).isEqualTo("text 15");
        assertThat(get(ANA_CHAT + "?limit=100")).hasSize(25);
        assertThat(get(ANA_CHAT + "?limit=-1")).hasSize(25);
        assertThat(get(ANA_CHAT + "?limit=0")).isEmpty();
        assertThat(get(ANA_CHAT + "?limit=5&offset=23")).hasSize(2);
        assertThat(get(ANA_CHAT + "?limit=1&sortOrder=asc").get(0).path("body").asText())
                .isEqualTo("text 0");
        assertThat(get("/api/default/chats/all/messages?limit=100")).hasSize(26);
        assertThat(get("/api/default/chats/1%40c.us/messages")).isEmpty();
    }

    @Test
    void timeFilter_isInclusiveOnBothSides() {
        long from = NOON.minusSeconds(120).getEpochSecond();
        long to = NOON.minusSeconds(60).getEpochSecond();

        assertThat(get(ANA_CHAT + "?filter.timestamp.gte=" + from + "&filter.timestamp.lte=" + to)
                        .findValuesAsText("body"))
                .containsExactly("text 22", "text 21");
    }

    @Test
    void otherFilters_applyAfterThePageIsCut() {
        assertThat(get(ANA_CHAT + "?limit=100&filter.fromMe=true")).hasSize(1);
        assertThat(get(ANA_CHAT + "?limit=3&filter.fromMe=false")).hasSize(2);
        assertThat(get(ANA_CHAT + "?limit=100&filter.ack=READ")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=ten, limit must be a number conforming to the specified constraints",
        "downloadMedia=perhaps, downloadMedia must be a boolean value",
        "filter.ack=SEEN, 'filter.ack must be one of the following values: ERROR, PENDING, SERVER, DEVICE, READ, PLAYED'",
        "sortOrder=up, 'sortOrder must be one of the following values: asc, desc'"
    })
    void badParameter_isNamedInAnArray(String query, String message) {
        assertThat(get(ANA_CHAT + "?" + query, 400))
                .isEqualTo(Json.with("message", List.of(message))
                        .and("error", "Bad Request")
                        .and("statusCode", 400));
    }

    @Test
    void singleMessage_isFoundByFullOrBareId() {
        assertThat(get(ANA_CHAT + "/false_15551230001%40c.us_3EB0H3")
                        .path("body")
                        .asText())
                .isEqualTo("text 3");
        assertThat(get(ANA_CHAT + "/3EB0H3").path("body").asText()).isEqualTo("text 3");
        assertThat(get("/api/default/chats/all/messages/3EB0H3").path("body").asText())
                .isEqualTo("text 3");
        assertThat(get(ANA_CHAT + "/3EB0X", 404).path("message").asText()).isEqualTo("Message not found");
    }

    @Test
    void knownLink_mergesBothFormsOfAChat() {
        noweb.post(fromAna("3EB0LID", "hidden").in("90000000000077@lid", true));

        assertThat(get(ANA_CHAT + "?limit=100").findValuesAsText("body")).contains("hidden", "text 0");
        assertThat(get("/api/default/chats/90000000000077%40lid/messages?limit=100"))
                .hasSize(26);
        assertThat(get(ANA_CHAT + "?limit=100&merge=false")).hasSize(25);
        assertThat(get("/api/default/chats/90000000000077%40lid/messages?merge=false"))
                .hasSize(1);
    }

    @Test
    void store_forgetsAsEnginesDo() {
        Message text = fromAna("3EB0A", "first").at(now.get());
        noweb.post(text);
        noweb.edit(text, "3EB0E", "second");
        noweb.react(text, new Message.Reaction("3EB0R", ME, "❤️", now.get()));
        Message mine = toAna("3EB0B", "mine").at(now.get());
        noweb.post(mine);
        noweb.acknowledge(mine, ANA, 3);
        noweb.acknowledge(mine, ANA, 2);

        JsonNode edited = get(ANA_CHAT + "/3EB0A");
        assertThat(edited.path("body").asText()).isEqualTo("second");
        assertThat(edited.path("_data").path("reactions").get(0).path("text").asText())
                .isEqualTo("❤️");
        assertThat(get(ANA_CHAT + "/3EB0B").path("_data").path("status").asInt())
                .isEqualTo(4);

        noweb.revoke(text, "3EB0V");
        assertThat(get(ANA_CHAT + "/3EB0A", 404)).isNotNull();
        assertThat(get(ANA_CHAT + "?limit=100")).hasSize(26);
    }

    @Test
    void chats_areTheEnginesOwn() {
        noweb.post(fromAna("3EB0NEW", "new").at(now.get()));
        gows.post(fromAna("3EB0NEW", "new").at(now.get()));

        JsonNode raw = get("/api/default/chats");
        assertThat(raw.findValuesAsText("id")).containsExactlyInAnyOrder("15551230001@s.whatsapp.net", GROUP);
        assertThat(raw.findValue("name").asText()).isEqualTo("Ana");
        assertThat(raw.get(0).path("conversationTimestamp").asLong()).isEqualTo(NOON.getEpochSecond());
        JsonNode fromGows = get("/api/gows/chats");
        assertThat(fromGows.get(0).path("id").asText()).isEqualTo("15551230001@c.us");
        assertThat(fromGows.get(0).path("conversationTimestamp").asLong())
                .isEqualTo(now.get().getEpochSecond());
        assertThat(get("/api/gows/chats?limit=1&offset=1").get(0).path("name").asText())
                .isEqualTo("Friends");
        assertThat(get("/api/gows/chats?sortBy=id&sortOrder=asc")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(GROUP);
        assertThat(get("/api/gows/chats?sortBy=size", 400)).isNotNull();
    }

    @Test
    void overview_showsTheLastMessage() {
        JsonNode overview = get("/api/default/chats/overview");
        assertThat(overview).hasSize(2);
        assertThat(overview.get(0).path("id").asText()).isEqualTo("15551230001@c.us");
        assertThat(overview.get(0).path("name").asText()).isEqualTo("Ana");
        assertThat(overview.get(0).path("picture").isNull()).isTrue();
        assertThat(overview.get(0).path("lastMessage").path("media").isNull()).isTrue();
        assertThat(overview.get(0).path("_chat").path("id").asText()).isEqualTo("15551230001@s.whatsapp.net");
        assertThat(get("/api/default/chats/overview?ids=" + GROUP.replace("@", "%40")))
                .hasSize(1);
        assertThat(get("/api/default/chats/overview?limit=1&offset=1")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("Friends");

        String path = "/api/default/chats/overview";
        assertThat(post(path, "{\"pagination\":{\"limit\":20,\"offset\":0},\"filter\":{\"ids\":[]}}")
                        .json())
                .hasSize(2);
        assertThat(post(path, "{\"filter\":{}}").status()).isEqualTo(400);
    }

    @Test
    void contactsAndLids() {
        JsonNode contacts = get("/api/contacts/all?session=default");
        assertThat(contacts.get(0))
                .isEqualTo(Json.with("id", "15551230001@c.us")
                        .and("pushname", "Ana")
                        .and("lid", "90000000000077@lid"));
        assertThat(contacts.get(1)).isEqualTo(Json.with("id", "15551230002@c.us"));
        assertThat(send("/api/contacts?session=default&contactId=1%40c.us", "X-Api-Key", "key")
                        .body())
                .isEmpty();
        assertThat(get("/api/default/contacts/15551230001").path("id").isMissingNode())
                .isTrue();
        assertThat(get("/api/default/contacts/15551230001%40c.us")
                        .path("pushname")
                        .asText())
                .isEqualTo("Ana");

        assertThat(get("/api/default/lids"))
                .isEqualTo(Json.array(
                        List.of(Json.with("lid", "90000000000077@lid").and("pn", "15551230001@c.us"))));
        assertThat(get("/api/default/lids/count").path("count").asInt()).isEqualTo(1);
        assertThat(get("/api/default/lids/90000000000077").path("pn").asText()).isEqualTo("15551230001@c.us");
        assertThat(get("/api/default/lids/90000000000078%40lid").path("pn").isNull())
                .isTrue();
        assertThat(get("/api/default/lids/pn/15551230001").path("lid").asText()).isEqualTo("90000000000077@lid");
        assertThat(get("/api/default/lids/pn/1").path("lid").isNull()).isTrue();
    }

    @Test
    void groups_areTheEnginesOwn() {
        assertThat(get("/api/default/groups").path(GROUP).path("subject").asText())
                .isEqualTo("Friends");
        assertThat(get("/api/gows/groups").get(0).path("Name").asText()).isEqualTo("Friends");
        assertThat(get("/api/gows/groups?exclude=participants").get(0).path("Participants"))
                .isEmpty();
        assertThat(get("/api/default/groups/count").path("count").asInt()).isEqualTo(1);
        String group = "/api/default/groups/" + GROUP.replace("@", "%40");
        assertThat(get(group + "/participants").get(0).path("admin").asText()).isEqualTo("superadmin");
        assertThat(get(group + "/participants/v2").get(0))
                .isEqualTo(Json.with("id", "90000000000077@lid")
                        .and("pn", "15551230001@c.us")
                        .and("role", "superadmin"));
        JsonNode error = get("/api/default/groups/120363999%40g.us", 500);
        assertThat(error.path("exception").path("message").asText()).endsWith("not found");
    }

    @Test
    void mediaFile_expiresAndIsFetchedAgain() {
        noweb.post(photo("3EB0P"));
        assertThat(get(ANA_CHAT + "/3EB0P?downloadMedia=false").path("media").isNull())
                .isTrue();
        assertThat(get(ANA_CHAT + "/3EB0P?downloadMedia=false").path("hasMedia").asBoolean())
                .isTrue();

        String url = get(ANA_CHAT + "/3EB0P").path("media").path("url").asText();
        assertThat(url).isEqualTo(waha.url() + "/api/files/default/3EB0P.jpeg");
        String path = URI.create(url).getPath();
        Response whole = send(path, "X-Api-Key", "key");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(status(path)).isEqualTo(401);
        Response part = send(path, "X-Api-Key", "key", "Range", "bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Length")).isEqualTo("10");
        assertThat(part.header("Content-Range")).startsWith("bytes 10-19/");
        assertThat(send(path, "X-Api-Key", "key", "Range", "bytes=99999999-").status())
                .isEqualTo(416);
        assertThat(send(path, "X-Api-Key", "key", "If-None-Match", whole.header("ETag"))
                        .status())
                .isEqualTo(304);

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(3)));
        assertThat(get(path, 404).path("code").asText()).isEqualTo("FILE_NOT_FOUND");

        get(ANA_CHAT + "/3EB0P?downloadMedia=true");
        assertThat(status(path, "X-Api-Key", "key")).isEqualTo(200);
    }

    @Test
    void mediaThatIsGone_isAnErrorInTheEnginesWords() {
        noweb.post(photo("GONE1"));
        gows.post(photo("GONE1"));

        JsonNode media = get(ANA_CHAT + "/GONE1").path("media");
        assertThat(media.path("url").isNull()).isTrue();
        assertThat(media.path("error").path("output").path("statusCode").asInt())
                .isEqualTo(410);
        JsonNode fromGows = get("/api/gows/chats/all/messages/GONE1").path("media");
        assertThat(fromGows.path("error").path("details").asText()).contains("410");
    }

    @Test
    void faults_areAsToldAndPass() {
        waha.faults().next(1, "/messages", new Faults.Fault.Failing(500));
        waha.faults().next(1, "/messages", new Faults.Fault.Html(200));
        waha.faults().next(1, "/messages", new Faults.Fault.Cut());
        waha.faults().next(1, "/messages", new Faults.Fault.HangUp());
        waha.faults().next(1, "/messages", new Faults.Fault.Slow(Duration.ofMillis(300)));

        assertThat(status(ANA_CHAT, "X-Api-Key", "key")).isEqualTo(500);
        assertThat(send(ANA_CHAT, "X-Api-Key", "key").body()).startsWith("<!DOCTYPE html>");
        assertThatThrownBy(() -> send(ANA_CHAT, "X-Api-Key", "key")).hasCauseInstanceOf(IOException.class);
        // A GET would be tried again by the client itself.
        assertThatThrownBy(() -> post(ANA_CHAT, "")).hasCauseInstanceOf(IOException.class);
        long start = System.nanoTime();
        assertThat(get(ANA_CHAT)).hasSize(10);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(get(ANA_CHAT)).hasSize(10);
    }

    private Message photo(String coreId) {
        MediaFile file = new MediaFile(MediaFile.Kind.PHOTO, 7, null, 0);
        return Message.of(coreId, ANA.jid(), ANA, false, false, now.get(), new Content.File(file, null));
    }

    private record Response(int status, HttpResponse<String> response) {

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private JsonNode get(String path) {
        return get(path, 200);
    }

    private JsonNode get(String path, int expected) {
        Response response = send(path, "X-Api-Key", "key");
        assertThat(response.status()).as(response.body()).isEqualTo(expected);
        return response.body().isEmpty() ? Json.object() : response.json();
    }

    private int status(String path, String... headers) {
        return send(path, headers).status();
    }

    private Response send(String path, String... headers) {
        return send(request(path, headers).build());
    }

    private Response post(String path, String body) {
        return send(request(path, "X-Api-Key", "key")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(waha.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Response send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
