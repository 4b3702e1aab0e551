package com.tradingsystem.whatsapp.worker.search;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.search.FoldedMessage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the words anew of messages that were indexed before texts were folded, a batch a transaction. What is done is marked in its row, so
 * a run that is killed goes on where it was, and several workers share the rows: each skips those that another holds. Nobody is kept
 * waiting longer than for a batch, and meanwhile both kinds are found.
 */
final class Refold {

    private static final Logger log = LoggerFactory.getLogger(Refold.class);

    private static final String REMAINING = "select count(*) from whatsapp_gateway.message_search where fold = 0";

    private static final String CLAIM = """
            select message_number, session_name, chat_id, "timestamp"
              from whatsapp_gateway.message_search
             where fold = 0 and message_number > ?
             order by message_number
             limit ?
               for update skip locked""";

    private static final Columns<Row> ROWS = Columns.<Row>of()
            .bigint("id", Row::number)
            .text("chat_id", Row::chat)
            .instant("sent_at", Row::sentAt)
            .build();

    private static final String TEXTS = """
            with r as materialized (select array_agg(id) as ids, array_agg(chat_id) as chats, array_agg(sent_at) as times from %s)
            select m.id, m.body, m.contact_name, m.media_filename
              from r cross join lateral whatsapp_gateway.messages_at(?, r.chats, r.times, r.ids) m""".formatted(ROWS.unnest("u"));

    private static final Columns<Folded> FOLDED = Columns.<Folded>of()
            .bigint("message_number", Folded::number)
            .text("body", f -> f.words.body())
            .text("contact_name", f -> f.words.contactName())
            .text("filename", f -> f.words.filename())
            .text("marks", f -> f.words.marks())
            .build();

    private static final String UPDATE = """
            update whatsapp_gateway.message_search s
               set vector = %s, fold = 1
              from %s
             where s.message_number = r.message_number""".formatted(FoldedMessage.VECTOR, FOLDED.unnest("r"));

    private static final FoldedMessage NOTHING = FoldedMessage.of(null, null, null);

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final RefoldSettings settings;
    private final AtomicLong remaining = new AtomicLong();

    private record Row(long number, String session, String chat, Instant sentAt) {}

    private record Folded(long number, FoldedMessage words) {}

    Refold(JdbcTemplate jdbc, TransactionOperations transactions, RefoldSettings settings, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        Gauge.builder("whatsapp.search.refold.remaining", remaining, AtomicLong::get)
                .description("Messages whose words are still those of an earlier version")
                .register(meters);
    }

    /** Goes on until nothing is left that nobody else is at. */
    void run() {
        remaining.set(count());
        if (remaining.get() == 0) {
            return;
        }
        log.info("{} messages get their words anew", remaining.get());
        long after = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long from = after;
            List<Row> done = Objects.requireNonNull(transactions.execute(status -> batch(from)));
            if (done.isEmpty()) {
                break;
            }
            after = done.getLast().number;
            remaining.addAndGet(-done.size());
            rest();
        }
        remaining.set(count());
        log.info("{} messages still have words of an earlier version", remaining.get());
    }

    private long count() {
        return Objects.requireNonNull(jdbc.queryForObject(REMAINING, Long.class));
    }

    private List<Row> batch(long after) {
        List<Row> rows = jdbc.query(
                CLAIM,
                (row, n) -> new Row(
                        row.getLong("message_number"),
                        row.getString("session_name"),
                        row.getString("chat_id"),
                        SqlTime.get(row, "timestamp")),
                after,
                settings.batch());
        if (!rows.isEmpty()) {
            jdbc.execute((ConnectionCallback<Integer>)
                    connection -> FOLDED.update(connection, UPDATE, fold(connection, rows)));
        }
        return rows;
    }

    /** A message that is gone has nothing to be found by. */
    private static List<Folded> fold(Connection connection, List<Row> rows) throws SQLException {
        List<Folded> folded = new ArrayList<>();
        Set<Long> missing = rows.stream().map(Row::number).collect(Collectors.toCollection(HashSet::new));
        for (Map.Entry<String, List<Row>> session :
                rows.stream().collect(Collectors.groupingBy(Row::session)).entrySet()) {
            folded.addAll(ROWS.query(
                    connection,
                    TEXTS,
                    session.getValue(),
                    row -> new Folded(
                            row.getLong("id"),
                            FoldedMessage.of(
                                    row.getString("body"),
                                    row.getString("contact_name"),
                                    row.getString("media_filename"))),
                    session.getKey()));
        }
        folded.forEach(one -> missing.remove(one.number));
        missing.forEach(number -> folded.add(new Folded(number, NOTHING)));
        return folded;
    }

    private void rest() {
        try {
            Thread.sleep(settings.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
