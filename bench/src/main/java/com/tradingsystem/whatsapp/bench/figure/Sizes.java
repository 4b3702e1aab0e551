package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many bytes a message takes in each table. */
public final class Sizes implements Figure {

    @Override
    public List<Result> measure(Subject subject) {
        List<Result> results = new ArrayList<>();
        for (Map<String, String> table : Query.rows(subject.database(), sql(subject))) {
            double rows = number(table, "rows");
            String name = "bytes a row, " + table.get("name");
            results.add(Result.of(name + ", rows", "B", Spread.of(number(table, "heap") / rows), null));
            results.add(Result.of(name + ", indexes", "B", Spread.of(number(table, "indexes") / rows), null));
        }
        return results;
    }

    private static String sql(Subject subject) {
        String tier = Query.row(subject.database(), "select whatsapp_gateway.tier() as tier")
                .getOrDefault("tier", "");
        return subject.home().sql(tier.equals("plain") ? "sizes.sql" : "sizes-of-hypertables.sql");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, "0"));
    }
}
