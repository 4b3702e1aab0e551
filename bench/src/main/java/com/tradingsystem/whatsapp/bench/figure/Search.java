package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.data.Vocabulary;
import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time that a search takes, by how often its words are used. */
public final class Search implements Figure {

    private static final double MOST_MILLIS = 100;

    @Override
    public List<Result> measure(Subject subject) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("a word nobody used", "xilofone");
        words.put("a rare word", Vocabulary.RARE);
        words.put("a frequent word", Vocabulary.FREQUENT);
        words.put("a very frequent word", Vocabulary.VERY_FREQUENT);
        words.put("a frequent phrase", '"' + Vocabulary.PHRASE + '"');
        words.put("two frequent words", Vocabulary.FREQUENT + " " + Vocabulary.VERY_FREQUENT);
        words.put("a frequent word without another", Vocabulary.VERY_FREQUENT + " -" + Vocabulary.FREQUENT);
        List<Result> results = new ArrayList<>();
        words.forEach((name, query) -> {
            int seconds = Math.max(1, subject.options().seconds() / 2);
            List<Rounds> rounds = Rounds.inTurn(
                    subject.options().rounds(),
                    () -> subject.bareSql().run("bare/search.sql", seconds, Map.of("words", query)));
            results.add(Result.of(
                    "search p95, " + name, "ms", rounds.getFirst().of(Load::p95), new Aim.AtMost(MOST_MILLIS)));
        });
        return results;
    }
}
