package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nao, Não vou hoje",
        "não, nao vou hoje",
        "NAO, NÃO VOU HOJE",
        "acao, A AÇÃO subiu",
        "'\"bom dia\"', 'Bom dia, tudo bem?'",
        "reunioes, 'As reuniões de hoje'",
        "vendemos, vender",
        "festa, 🎉festa amanhã",
        "'carro or moto', 'Comprei uma moto'",
        "'moto -carro', 'Comprei uma moto'",
        "promocao, 𝗣𝗿𝗼𝗺𝗼çã𝗼 imperdível",
    })
    void words_areFoundWhateverTheirAccents(String query, String body) {
        assertThat(matches(query, body, null, null)).isTrue();
    }

    @Test
    void accentsWrittenApart_areAccents() {
        assertThat(matches("nao", "na\u0303o vou", null, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nao, sim", "'moto -carro', 'moto e carro'", "'\"dia bom\"', 'bom dia'", "'', anything"})
    void otherWords_areNotFound(String query, String body) {
        assertThat(matches(query, body, null, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contrato_final-v2.pdf", "contrato", "final"})
    void fileNames_areFoundAsAWholeAndByTheirParts(String query) {
        assertThat(matches(query, null, "contrato_final-v2.pdf", null)).isTrue();
    }

    @Test
    void namesOnContactCards_areFound() {
        assertThat(matches("joao", null, null, "João da Silva")).isTrue();
    }

    @Test
    void nothing_hasNoWords() {
        assertThat(jdbcQuery("select whatsapp_gateway.search_vector(null, null, null)::text"))
                .isEmpty();
    }

    /** A megabyte of words that are all different, of each kind that makes vectors large. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "string_agg(md5(i::text), ' ')",
                "string_agg(chr(131072 + i % 60000), ' ')",
                "string_agg(chr(19968 + i % 20000) || '-' || chr(19968 + i * 7 % 20000), ' ')",
                "string_agg(to_hex(i) || '.bc/' || to_hex(i), ' ')",
                "string_agg(chr(64730), ' ')",
                "max(case when i = 1 then repeat('a', 1000000) end)",
                "max(case when i = 1 then repeat('a-', 500000) end)",
                "max(case when i = 1 then repeat('/é', 500000) end)",
            })
    void aMegabyte_isIndexedAsFarAsItGoes(String text) {
        assertThatCode(() ->
                        jdbcQuery("select length(whatsapp_gateway.search_vector(text, text, text))::text from (select "
                                + text + " as text from generate_series(1, 60000) i) texts"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "((", "a:*", "\\", "-", "!!!", "a & | b", "<->"})
    void whateverIsTyped_isAQuery(String query) {
        assertThatCode(() -> matches(query, "a", null, null)).doesNotThrowAnyException();
    }

    @Test
    void searchMessages_newestFirstUpToTheLimitAndOnlyOfTheSession() {
        var year = new YearOfMessages("main", 3, 4, 2).writeTo(database);
        new YearOfMessages("other", 1, 1, 1).writeTo(database);

        List<String> found = database.jdbc()
                .sql("select core_id from whatsapp_gateway.search_messages('main', 'reuniao numero', 5)")
                .query(String.class)
                .list();

        assertThat(found)
                .containsExactly(
                        year.coreId(0, 4), year.coreId(0, 3), year.coreId(0, 2), year.coreId(0, 1), year.coreId(1, 4));
    }

    @Test
    void unaccentInAnotherSchema_isUsedFromThere() {
        try (TestDatabase other = TestDatabase.createEmpty()) {
            other.jdbc().sql("create schema extensions").update();
            other.jdbc().sql("create extension unaccent with schema extensions").update();
            other.migrate();

            assertThat(other.jdbc()
                            .sql("select whatsapp_gateway.search_query('não')::text")
                            .query(String.class)
                            .single())
                    .isEqualTo("'nao'");
        }
    }

    private static boolean matches(
            String query, @Nullable String body, @Nullable String filename, @Nullable String contactName) {
        return database.jdbc()
                .sql("""
                        select whatsapp_gateway.search_vector(:body, :filename, :contactName)
                               @@ whatsapp_gateway.search_query(:query)
                        """)
                .param("query", query)
                .param("body", body, Types.VARCHAR)
                .param("filename", filename, Types.VARCHAR)
                .param("contactName", contactName, Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    private static String jdbcQuery(String sql) {
        return database.jdbc().sql(sql).query(String.class).single();
    }
}
