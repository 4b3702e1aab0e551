package com.tradingsystem.whatsapp.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** One table with every kind of rule: what holds here holds for all that are declared so. */
class MergedTableIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    /** Of few values, so that they often meet. */
    record Row(
            String key,
            @Nullable Instant at,
            @Nullable String text,
            @Nullable Boolean flag,
            @Nullable Integer number,
            @Nullable Instant ownedAt,
            String stamp) {

        /** What follows from the stamp, as an event says one thing only. */
        String owner() {
            return "owner of " + stamp;
        }
    }

    private static final Columns<Row> COLUMNS = Columns.<Row>of()
            .text("key", Row::key)
            .text("kind", row -> "kind of " + row.key())
            .instant("at", Row::at)
            .text("text", Row::text)
            .bool("flag", Row::flag)
            .integer("number", Row::number)
            .instant("owned_at", Row::ownedAt)
            .text("stamp", Row::stamp)
            .text("owner", Row::owner)
            .instant("first_at", Row::at)
            .instant("last_at", Row::at)
            .text("least_text", Row::text)
            .bool("ever", Row::flag)
            .bigint(
                    "first_number",
                    row -> row.number() == null ? null : row.number().longValue())
            .text("first_stamp", row -> row.number() == null ? null : row.stamp())
            .text("first_owner", Row::owner)
            .build();

    private static final MergedTable<Row> TABLE = MergedTable.of("merged", COLUMNS, "key")
            .constant("kind")
            .newest("at", "text", "flag", "number")
            .newestThenLowest("owned_at", "stamp", "owner")
            .least("first_at", "least_text")
            .greatest("last_at", "ever")
            .lowest(List.of("first_number", "first_stamp"), "first_owner")
            .touching("changes = t.changes + 1")
            .build();

    @AfterContainer
    static void drop() {
        database.close();
    }

    @Property(tries = 200)
    void rows_endTheSameInAnyOrderSplitAndRepetition(@ForAll("rows") List<Row> rows, @ForAll Random random)
            throws SQLException {
        List<Row> again = new ArrayList<>(rows);
        again.addAll(rows.subList(0, random.nextInt(rows.size() + 1)));
        Collections.shuffle(again, random);
        int cut = random.nextInt(again.size() + 1);

        assertThat(after(List.of(again.subList(0, cut), again.subList(cut, again.size()))))
                .isEqualTo(after(List.of(rows)));
    }

    @Property(tries = 200)
    void java_picksWhatTheDatabasePicks(@ForAll("rows") List<Row> rows) throws SQLException {
        List<Row> ofOne = rows.stream()
                .map(row -> new Row("k", row.at, row.text, row.flag, row.number, row.ownedAt, row.stamp))
                .toList();
        Row newest = winner("at", ofOne);
        Row owner = winner("owner", ofOne);
        Row first = winner("first_owner", ofOne);

        String end = after(ofOne.stream().map(List::of).toList());

        assertThat(end)
                .contains(newest.at == null ? "\"at\": null" : json("text", newest.text))
                .contains(newest.at == null ? "\"at\": null" : json("number", newest.number))
                .contains(owner.ownedAt == null ? "\"owned_at\": null" : json("owner", owner.owner()))
                .contains(first.number == null ? "\"first_number\": null" : json("first_owner", first.owner()));
    }

    @Example
    void nothingNew_writesNothing() throws SQLException {
        Row row = new Row("k", Instant.EPOCH, "a", true, 1, Instant.EPOCH, "s");

        assertThat(rows(List.of(List.of(row), List.of(row), List.of(row, row)), "changes::text"))
                .isEqualTo("0");
    }

    @Example
    void existingRowsAlone_areMerged() throws SQLException {
        Row early = new Row("k", Instant.EPOCH, "a", true, 1, null, "s");
        Row late = new Row("k", Instant.EPOCH.plusSeconds(1), "b", true, 1, null, "s");
        Row other = new Row("l", Instant.EPOCH, "b", true, 1, null, "s");
        try (Connection connection = connection()) {
            TABLE.mergeDistinct(connection, List.of(early));

            TABLE.mergeExisting(connection, List.of(late, other));

            assertThat(read(connection, "key || text")).isEqualTo("kb");
        }
    }

    @Example
    void columnWithoutARule_isRefused() {
        assertThatThrownBy(() -> MergedTable.of("merged", COLUMNS, "key")
                        .newest("at", "text")
                        .build())
                .hasMessageContaining("no rule for [kind, flag");
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Instant> moments = Arbitraries.integers().between(0, 2).map(Instant.EPOCH::plusSeconds);
        return Combinators.combine(
                        Arbitraries.of("k", "l"),
                        moments.injectNull(0.2),
                        Arbitraries.of("", "a", "\uffff", "🎉").injectNull(0.2),
                        Arbitraries.of(true, false).injectNull(0.2),
                        Arbitraries.of(0, 1, 2).injectNull(0.2),
                        moments.injectNull(0.2),
                        Arbitraries.of("a", "\uffff", "🎉"))
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Row winner(String column, List<Row> rows) {
        return rows.stream().reduce((a, b) -> TABLE.winner(column, a, b)).orElseThrow();
    }

    private static String json(String name, @Nullable Object value) {
        return "\"" + name + "\": " + (value instanceof String text ? "\"" + text + "\"" : value);
    }

    private static String after(List<List<Row>> batches) throws SQLException {
        return rows(batches, "(to_jsonb(t) - 'changes')::text");
    }

    private static String rows(List<List<Row>> batches, String shown) throws SQLException {
        try (Connection connection = connection()) {
            for (List<Row> batch : batches) {
                TABLE.merge(connection, batch);
            }
            return read(connection, shown);
        }
    }

    /** With the table, until it is closed. */
    private static Connection connection() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table whatsapp_gateway.merged (
                      key text primary key, kind text, at timestamptz, text text, flag bool, number int4,
                      owned_at timestamptz, stamp text, owner text, first_at timestamptz, last_at timestamptz,
                      least_text text, ever bool, first_number int8, first_stamp text, first_owner text,
                      changes int4 not null default 0)""");
        }
        return connection;
    }

    private static String read(Connection connection, String shown) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select " + shown + " from whatsapp_gateway.merged t order by key collate \"C\"")) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows.stream().collect(Collectors.joining("\n"));
        }
    }
}
