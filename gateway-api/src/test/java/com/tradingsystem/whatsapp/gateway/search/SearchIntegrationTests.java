package com.tradingsystem.whatsapp.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIntegrationTests extends RunningGateway {

    private static final String ANA = "5511987650001@c.us";
    private static final String ANA_LID = "90000000000501@lid";
    private static final String JOAO = "5521998887766@c.us";
    private static final String FAMILY = "120363000000000501@g.us";

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final SearchableRows messages = new SearchableRows(SharedDatabase.get(), rows);

    private void fill() {
        rows.insert("lid_links", Map.of("lid", ANA_LID, "phone", ANA));
        contact(ANA, "individual", "push_name", "Ana Souza");
        contact(JOAO, "individual", "name", "João da Silva");
        contact(FAMILY, "group", "group_name", "Família");
        Map<String, Object> ana = Map.of("from_whatsapp_id", ANA);
        Map<String, Object> joao = Map.of("from_whatsapp_id", JOAO);
        messages.message(ANA, "2026-05-04T12:00:00Z", "A1", "Bom dia! Vocês têm o contrato?", Map.of())
                .message(
                        ANA,
                        "2026-05-05T12:00:00Z",
                        "A2",
                        "Segue o contrato assinado",
                        Map.of(
                                "is_from_me",
                                true,
                                "message_type",
                                "document",
                                "has_media",
                                true,
                                "media_filename",
                                "orçamento_final-v2.pdf"))
                .message(ANA_LID, "2026-05-10T12:00:00Z", "A3", "Fiz o pagamento de R$ 1.500,00 via pix", Map.of())
                .message(ANA, "2026-06-01T12:00:00Z", "A4", "As reuniões de hoje foram canceladas", Map.of())
                .message(JOAO, "2026-05-20T12:00:00Z", "J1", "Reunião amanhã às 15h? Meu avô vem", Map.of())
                .message(JOAO, "2026-05-21T12:00:00Z", "J2", "A avó dele também, ligue (11) 98765-4321", Map.of())
                .message(
                        FAMILY,
                        "2026-05-22T12:00:00Z",
                        "F1",
                        "Festa junina 🎉 https://example.org/festa",
                        Map.of("from_whatsapp_id", ANA, "is_forwarded", true))
                .message(FAMILY, "2026-05-23T12:00:00Z", "F2", "CPF 123.456.789-09 e CNPJ 12.345.678/0001-90", joao)
                .message(
                        FAMILY,
                        "2026-05-24T12:00:00Z",
                        "F3",
                        "não vou, paguei ontem",
                        Map.of("is_from_me", true, "quoted_message_id", "F1", "quoted_body", "Festa"))
                .message(
                        FAMILY,
                        "2026-05-25T12:00:00Z",
                        "F4",
                        "foto da festa",
                        Map.of("from_whatsapp_id", ANA, "message_type", "image", "has_media", true))
                .message(
                        FAMILY,
                        "2026-05-26T12:00:00Z",
                        "F5",
                        "pix para você",
                        Map.of("from_whatsapp_id", JOAO, "edited_at", Instant.parse("2026-05-26T12:01:00Z")))
                .message(FAMILY, "2026-05-27T12:00:00Z", "F6", "pix a pé", ana);
        rows.insert(
                "message_reactions",
                Map.of(
                        "core_id",
                        "F4",
                        "reactor",
                        JOAO,
                        "emoji",
                        "❤",
                        "reacted_at",
                        Instant.parse("2026-05-25T13:00:00Z")));
    }

    private void contact(String id, String type, String column, String name) {
        rows.insert(
                "contacts",
                Map.of(
                        "whatsapp_id",
                        id,
                        "contact_type",
                        type,
                        column,
                        name,
                        "first_seen_at",
                        Instant.parse("2026-05-04T12:00:00Z"),
                        "last_seen_at",
                        Instant.parse("2026-05-04T12:00:00Z")));
    }

    /** What is typed, and what is found, newest first. */
    @Test
    void queries_findWhatTheyMean() {
        fill();
        String[][] table = {
            {"contrato", "A2 A1"},
            {"contratos", "A2 A1"},
            {"reuniao", "A4 J1"},
            {"REUNIÕES", "A4 J1"},
            {"pagar", "F3"},
            {"pagamentos", "A3"},
            {"nao", "F3"},
            {"\"bom dia\"", "A1"},
            {"\"dia bom\"", ""},
            {"“bom dia”", "A1"},
            {"\"a pé\"", "F6"},
            {"contrato -assinado", "A1"},
            {"pix -\"para você\"", "F6 A3"},
            {"reunião ou festa", "A4 F4 F1 J1"},
            {"contrato assinado OR junina", "F1 A2"},
            {"você", "F5 A1"},
            {"o contrato", "A2 A1"},
            {"orcamento", "A2"},
            {"orçamento_final-v2.pdf", "A2"},
            {"12345678909", "F2"},
            {"123.456.789-09", "F2"},
            {"12345678000190", "F2"},
            {"11 98765-4321", "J2"},
            {"+55 11 8765-4321", "J2"},
            {"987654321", "J2"},
            {"1500", "A3"},
            {"R$ 1.500,00", "A3"},
            {"🎉", "F1"},
            {"festa 🎉", "F1"},
            {"pix from:ana", "F6 A3"},
            {"pix de:joão", "F5"},
            {"pix de:\"Ana Souza\"", "F6 A3"},
            {"festa from:5511987650001", "F4 F1"},
            {"pix from:" + ANA_LID, "F6 A3"},
            {"contrato from:me", "A2"},
            {"contrato remetente:eu", "A2"},
            {"reuniao in:joao", "J1"},
            {"pix em:familia", "F6 F5"},
            {"contrato type:document", "A2"},
            {"contrato tipo:documento", "A2"},
            {"festa has:image", "F4"},
            {"festa tem:foto", "F4"},
            {"festa has:link", "F1"},
            {"festa tem:mídia", "F4"},
            {"festa has:reaction", "F4"},
            {"paguei has:quote", "F3"},
            {"pix is:edited", "F5"},
            {"festa é:encaminhada", "F1"},
            {"contrato is:mine", "A2"},
            {"reunião before:2026-06-01", "J1"},
            {"reunião antes:01/06/2026", "J1"},
            {"reunião after:2026-06-01", "A4"},
            {"reunião depois:2026-05-21", "A4"},
            {"reunião on:2026-05-20", "J1"},
            {"reunião dia:20/05/2026", "J1"},
            {"reunião during:2026-06", "A4"},
            {"reunião during:2026", "A4 J1"},
            {"pix session:" + session, "F6 F5 A3"},
            {"https://example.org/festa", "F1"},
            {"de: o contrato", "A2 A1"},
            {"from:nobody contrato", ""},
            {"xyzzy", ""},
            {"\"bom dia", "A1"},
            {"a:* & b | ! ( contrato", ""},
            {"contrato:*", "A2 A1"},
            {"'contrato'", "A2 A1"},
            {"contrato\u0007 \u202E", "A2 A1"},
        };
        for (String[] row : table) {
            Answer answer = search(row[0]);
            assertThat(answer.status()).as("%s: %s", row[0], answer.body()).isEqualTo(200);
            assertThat(String.join(" ", answer.json().get("hits").findValuesAsText("core_id")))
                    .as(row[0])
                    .isEqualTo(row[1]);
            boolean isCounted = !row[0].contains("quote") && !row[0].contains("is:edited") && !row[0].contains("é:");
            if (isCounted) {
                assertThat(answer.json().at("/matches/value").asInt())
                        .as(row[0])
                        .isEqualTo(answer.json().get("hits").size());
            }
        }
    }

    @Test
    void hit_tellsWhoWhereWhen_andWhatWasMeant() {
        fill();

        JsonNode hit = search("pagamentos -ontem").json().at("/hits/0");

        assertThat(hit.get("chat_id").asText()).isEqualTo(ANA);
        assertThat(hit.get("chat_name").asText()).isEqualTo("Ana Souza");
        assertThat(hit.get("from_whatsapp_id").asText()).isEqualTo(ANA);
        assertThat(hit.get("from_name").asText()).isEqualTo("Ana Souza");
        assertThat(hit.get("session_name").asText()).isEqualTo(session);
        assertThat(hit.get("timestamp").asText()).isEqualTo("2026-05-10T12:00:00Z");
        assertThat(hit.get("text").asText()).isEqualTo("Fiz o pagamento de R$ 1.500,00 via pix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reunioes | reuniões,REUNIAO,reunião",
                "\"reuniao as\" | REUNIAO às",
                "1500 | 1.500",
                "11987654321 | 11) 98765-4321",
                "😀 | 😀",
                "-x pão | pães",
            })
    void highlights_areOffsetsIntoTheText(String query, String expected) {
        String text = "😀 As reuniões e a REUNIAO às 15h, reunião; R$ 1.500,00 por pães, fone (11) 98765-4321!";
        messages.message(ANA, "2026-05-04T12:00:00Z", "H1", text, Map.of());

        JsonNode hit = search(query).json().at("/hits/0");

        List<String> marked = new ArrayList<>();
        hit.get("highlights").forEach(span -> {
            assertThat(span.get("field").asText()).isEqualTo("text");
            marked.add(text.substring(span.get("start").asInt(), span.get("end").asInt()));
        });
        assertThat(String.join(",", marked)).isEqualTo(expected);
    }

    @Test
    void highlights_nameTheField() {
        fill();

        JsonNode span = search("orcamento").json().at("/hits/0/highlights/0");

        assertThat(span.get("field").asText()).isEqualTo("media_filename");
        assertThat(span.get("end").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "relevance"})
    void cursor_leadsThroughAllHits_once(String order) {
        for (int i = 0; i < 7; i++) {
            messages.message(ANA, "2026-05-04T12:0" + i / 3 + ":00Z", "C" + i, "boleto numero", Map.of());
        }
        List<String> seen = new ArrayList<>();
        String page = path("boleto") + "&limit=3&order=" + order;
        Answer answer = get(page);
        while (true) {
            assertThat(answer.json().at("/matches/value").asInt()).isEqualTo(7);
            seen.addAll(answer.json().get("hits").findValuesAsText("core_id"));
            if (answer.json().get("next_cursor").isNull()) {
                break;
            }
            assertThat(answer.header("Link"))
                    .contains(answer.json().get("next_cursor").asText());
            answer = get(page + "&cursor=" + answer.json().get("next_cursor").asText());
        }

        assertThat(seen).containsExactly("C6", "C5", "C4", "C3", "C2", "C1", "C0");
    }

    @Test
    void relevance_putsTheExactAccentFirst() {
        messages.message(ANA, "2026-05-04T12:00:00Z", "R1", "minha avô", Map.of());
        messages.message(ANA, "2026-05-05T12:00:00Z", "R2", "minha avó", Map.of());

        assertThat(get(path("avô") + "&order=relevance").json().get("hits").findValuesAsText("core_id"))
                .containsExactly("R1", "R2");
        assertThat(get(path("avó") + "&order=relevance").json().get("hits").findValuesAsText("core_id"))
                .containsExactly("R2", "R1");
        assertThat(get(path("avô") + "&order=time").json().get("hits").findValuesAsText("core_id"))
                .containsExactly("R2", "R1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "!!! ...",
                "\"\"",
                "from:ana",
                "from:ana has:image",
                "-boleto",
                "pix or -boleto",
                "pix -from:ana",
                "pix before:yesterday",
                "pix on:2026-02-30",
                "pix during:0000",
                "pix has:gold",
                "pix is:nice",
                "pix from:\"\"",
                "pix after:2026-05-02 before:2026-05-01",
                "or",
            })
    void whatCannotBeLookedFor_is400_andSaysWhy(String query) {
        assertBadParameter(search(query), "q");
    }

    @Test
    void tooMuch_is400() {
        assertProblem(search("pix ".repeat(10_000)), 400, "invalid-request");
        assertBadParameter(search("pix ".repeat(251)), "q");
        assertBadParameter(search("p ".repeat(200)), "q");
        assertBadParameter(get("/api/search?session=" + session), "q");
        assertBadParameter(get(path("pix") + "&order=best"), "order");
        assertBadParameter(get(path("pix") + "&limit=0"), "limit");
        assertBadParameter(get("/api/search?q=a%00b"), "q");
    }

    @Test
    void cursorsOfOtherQueries_andForgedOnes_are400() {
        messages.message(ANA, "2026-05-04T12:00:00Z", "K1", "boleto", Map.of());
        messages.message(ANA, "2026-05-05T12:00:00Z", "K2", "boleto", Map.of());
        String cursor =
                get(path("boleto") + "&limit=1").json().get("next_cursor").asText();

        assertThat(get(path("boleto") + "&limit=1&cursor=" + cursor)
                        .json()
                        .get("hits")
                        .findValuesAsText("core_id"))
                .containsExactly("K1");
        assertBadParameter(get(path("boletos") + "&cursor=" + cursor), "cursor");
        assertBadParameter(get(path("boleto") + "&order=relevance&cursor=" + cursor), "cursor");
        assertBadParameter(get(path("boleto") + "&cursor=x" + cursor.substring(1)), "cursor");
        assertBadParameter(get(path("boleto") + "&cursor=nonsense"), "cursor");
    }

    @Test
    void sessionsThatACallerMayNotSee_areNotThere() {
        messages.message(ANA, "2026-05-04T12:00:00Z", "S1", "segredo", Map.of());
        String asTenant = "/api/search?q=segredo";

        assertThat(search("segredo").json().get("hits")).hasSize(1);
        Answer answer = send(request(asTenant).header("X-Api-Token", TENANT_TOKEN));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("hits")).isEmpty();
        assertThat(answer.json().at("/matches/value").asInt()).isZero();
        assertProblem(
                send(request(asTenant + "&session=" + session).header("X-Api-Token", TENANT_TOKEN)),
                404,
                "session-not-found");
        assertProblem(
                send(request(asTenant + "%20session:" + session).header("X-Api-Token", TENANT_TOKEN)),
                404,
                "session-not-found");
        assertProblem(get("/api/search?q=segredo&session=none"), 404, "session-not-found");
        assertProblem(getAnonymously("/api/search?q=segredo"), 401, "unauthorized");
    }

    @Test
    void severalSessions_areSearchedTogether() {
        String word = "palavra" + session.replace("s-", "");
        String other = newName();
        messages.message(ANA, "2026-05-04T12:00:00Z", "M1", word, Map.of());
        new SearchableRows(SharedDatabase.get(), newSession(other))
                .message(ANA, "2026-05-05T12:00:00Z", "M2", word, Map.of());

        JsonNode hits = get("/api/search?q=" + word).json().get("hits");

        assertThat(hits.findValuesAsText("session_name")).containsExactly(other, session);
    }

    @Test
    void deletedMessages_areNotFoundWhereTheyAreHidden() {
        Map<String, Object> deleted = Map.of("is_deleted", true);
        messages.message(ANA, "2026-05-04T12:00:00Z", "D1", "arrependimento", deleted);
        messages.message(ANA, "2026-05-05T12:00:00Z", "D2", "arrependimento", Map.of());
        rows.insert(
                "message_revocations", Map.of("core_id", "D1", "revoked_at", Instant.parse("2026-05-04T13:00:00Z")));

        assertThat(search("arrependimento").json().get("hits").findValuesAsText("core_id"))
                .containsExactly("D2", "D1");
        assertThat(search("arrependimento is:deleted").json().get("hits").findValuesAsText("core_id"))
                .containsExactly("D1");
        for (String policy : List.of("hide", "erase")) {
            SharedDatabase.get()
                    .jdbc()
                    .sql("update whatsapp_gateway.sessions set revoke_policy = ? where session_name = ?")
                    .params(policy, session)
                    .update();
            for (String query : List.of("arrependimento", "arrependimento is:deleted")) {
                JsonNode answer = search(query).json();
                assertThat(answer.get("hits").findValuesAsText("core_id"))
                        .as(policy + query)
                        .doesNotContain("D1");
                assertThat(answer.at("/matches/value").asInt())
                        .isEqualTo(answer.get("hits").size());
            }
        }
    }

    @Test
    void erasedPeople_areNotFound() {
        fill();
        assertThat(search("pix from:ana").json().get("hits")).hasSize(2);

        SharedDatabase.get()
                .jdbc()
                .sql("select what from whatsapp_gateway.erase_person(?, ?)")
                .params(session, ANA)
                .query(String.class)
                .list();

        assertThat(search("pix").json().get("hits").findValuesAsText("core_id")).containsExactly("F5");
        assertThat(search("contrato").json().get("hits")).isEmpty();
    }

    @Test
    void rowsDeletedBySql_areNotFound() {
        messages.message(ANA, "2026-05-04T12:00:00Z", "G1", "sumiço", Map.of());
        SharedDatabase.get()
                .jdbc()
                .sql("delete from whatsapp_gateway.messages where session_name = ?")
                .param(session)
                .update();

        assertThat(search("sumiço").json().get("hits")).isEmpty();
    }

    @Test
    void whatAWebhookTold_isFoundAtOnce_andCoverageSaysUpToWhen() {
        Instant before = Instant.now();
        postEvents("/structured/pix-key.json", session);

        JsonNode answer = search("chave@exemplo.com").json();

        assertThat(answer.get("hits").findValuesAsText("core_id")).containsExactly("3EB0PIX");
        assertThat(Instant.parse(answer.at("/coverage/complete_until").asText()))
                .isAfter(before.minusSeconds(5));
        assertThat(answer.at("/coverage/rebuilding").asBoolean()).isFalse();
    }

    @Test
    void interpreted_saysWhatWasUnderstood() {
        JsonNode interpreted = search("Reuniões \"bom dia\" -não prazo:hoje de:Ana tem:foto antes:2026-06")
                .json()
                .get("interpreted");

        assertThat(interpreted.at("/any_of/0/all").toString())
                .isEqualTo("[\"reuniao\",\"\\\"bom dia\\\"\",\"prazo hoje\"]");
        assertThat(interpreted.at("/any_of/0/none/0").asText()).isEqualTo("nao");
        assertThat(interpreted.at("/from/0").asText()).isEqualTo("Ana");
        assertThat(interpreted.at("/types/0").asText()).isEqualTo("image");
        assertThat(interpreted.at("/before").asText()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(interpreted.at("/notes/0").asText()).contains("prazo:");
    }

    @Test
    void whatTakesTooLong_is503_andNoEmptyList() throws Exception {
        try (Connection blocker = SharedDatabase.get().dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table whatsapp_gateway.message_search in access exclusive mode");

            Answer answer = search("boleto");

            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isNotBlank();
            blocker.rollback();
        }
    }

    private Answer search(String query) {
        return get(path(query));
    }

    private String path(String query) {
        return "/api/search?session=" + session + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
