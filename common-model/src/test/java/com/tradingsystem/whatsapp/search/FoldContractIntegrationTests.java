package com.tradingsystem.whatsapp.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writers fold in Java, the server must fold alike, or what was typed into psql would find something else. */
class FoldContractIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    private record Pair(String one, String other, boolean isWanted) {}

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void javaAndSql_foldAlike() {
        List<String> texts = NastyTexts.all();
        for (int from = 0; from < texts.size(); from += 500) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + 500));
            List<String> folded = database.jdbc()
                    .sql(
                            "select whatsapp_gateway.pt_fold(t.text) from unnest(:texts::text[]) with ordinality t(text, n) order by t.n")
                    .param("texts", some.toArray(String[]::new))
                    .query(String.class)
                    .list();
            for (int i = 0; i < some.size(); i++) {
                assertThat(Words.fold(some.get(i)))
                        .as("fold of «%s»", some.get(i))
                        .isEqualTo(folded.get(i));
            }
        }
    }

    @Test
    void fold_ofWhatWasFolded_isTheSameForPlainWords() {
        assertThat(Words.fold("Ações, REUNIÕES e pães")).isEqualTo("ação reuniao e pao");
        assertThat(Words.in("Ações, REUNIÕES"))
                .containsExactly(new Words.Word("ação", 0, 5), new Words.Word("reuniao", 7, 15));
    }

    @Test
    void pairsThatBelongTogether_meet() throws IOException {
        List<String> apart = new ArrayList<>();
        int unwanted = 0;
        for (Pair pair : pairs()) {
            boolean meets = database.jdbc()
                    .sql("""
                            select to_tsvector('whatsapp_gateway.portuguese_folded', :one)
                                   @@ phraseto_tsquery('whatsapp_gateway.portuguese_folded', :other)""")
                    .param("one", FoldedText.of(pair.one).words())
                    .param("other", FoldedText.of(pair.other).words())
                    .query(Boolean.class)
                    .single();
            if (pair.isWanted && !meets) {
                apart.add(pair.one + " " + pair.other);
            }
            unwanted += !pair.isWanted && meets ? 1 : 0;
        }

        assertThat(apart).hasSizeLessThanOrEqualTo(2);
        assertThat(unwanted).isLessThanOrEqualTo(5);
    }

    @Test
    void stopWords_areTheSameInSql_andFolded() {
        String list = database.jdbc().sql("""
                        select substring(prosrc from '''{([a-z,]*)}''') from pg_proc
                         where proname = 'search_query' and pronamespace = 'whatsapp_gateway'::regnamespace""").query(String.class).single();

        assertThat(Set.of(list.split(","))).isEqualTo(StopWords.ALL);
        assertThat(new TreeSet<>(StopWords.ALL))
                .isEqualTo(new TreeSet<>(StopWords.ALL.stream()
                        .map(word -> word.equals("ce") ? Words.fold("que") : Words.fold(word))
                        .toList()));
    }

    /** Each a text that is all different words, or one, of a kind that makes vectors large. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whateverSomebodyWrites_hasAVector(int kind) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 200_000; i++) {
            text.append(
                    switch (kind) {
                        case 0 -> Integer.toHexString(i * 31) + " ";
                        case 1 -> Character.toString(0x4E00 + i % 20_000) + " ";
                        case 2 -> (1_000 + i) + "." + i + "-";
                        case 3 -> "ﷺ";
                        default -> Character.toString(0x1F300 + i % 400);
                    });
        }
        FoldedMessage folded = FoldedMessage.of(text.toString(), text.toString(), text.toString());

        assertThat(database.jdbc()
                        .sql("select length(" + FoldedMessage.VECTOR
                                + ") from (select :body, :card, :file, :marks) r (body, contact_name, filename, marks)")
                        .param("body", folded.body())
                        .param("card", folded.contactName())
                        .param("file", folded.filename())
                        .param("marks", folded.marks())
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private static List<Pair> pairs() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FoldContractIntegrationTests.class.getResourceAsStream("pairs.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(parts -> new Pair(parts[0], parts[1], parts[2].equals("t")))
                    .toList();
        }
    }
}
