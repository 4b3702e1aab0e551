package com.tradingsystem.whatsapp.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as a table in Markdown, so that it can be pasted into the documents. */
public final class Table {

    private static final String HEAD = """
            | figure | measured | against | that | ratio (min to max) | aim | met |
            |---|--:|---|--:|--:|--:|---|
            """;

    private Table() {}

    /** The table. */
    public static String of(List<Result> results) {
        StringBuilder table = new StringBuilder(HEAD);
        results.forEach(result -> table.append(row(result)).append('\n'));
        return table.toString();
    }

    /** A row of it. */
    public static String row(Result result) {
        Result.Counterpart against = result.against();
        return "| "
                + String.join(
                        " | ",
                        result.name(),
                        Numbers.format(result.measured().median()) + " " + result.unit(),
                        against == null ? "" : against.name(),
                        against == null ? "" : Numbers.format(against.measured().median()) + " " + result.unit(),
                        ratio(result.ratio()),
                        result.aim() == null ? "" : result.aim().toString(),
                        met(result.isMet()))
                + " |";
    }

    private static String ratio(@Nullable Spread ratio) {
        return ratio == null
                ? ""
                : Numbers.format(ratio.median()) + " (" + Numbers.format(ratio.min()) + " to "
                        + Numbers.format(ratio.max()) + ")";
    }

    private static String met(@Nullable Boolean met) {
        return met == null ? "" : met ? "yes" : "no";
    }
}
