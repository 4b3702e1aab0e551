package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.contact.LidLinks;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.ArchiveTables;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.session.SessionWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any order, any repetition and any split into batches of a set of events ends in the same rows, whenever hidden ids become
 * known and rows are moved to their phone numbers.
 *
 * <p>The seed of a failure is in its message, with the fewest events that still fail. The system property
 * {@code whatsapp.test.seed} starts from another seed, {@code whatsapp.test.tries} sets how many are tried.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before the first test
class ConvergenceIntegrationTests {

    private static final long FIRST_SEED = Long.getLong("whatsapp.test.seed", 20261122);
    private static final int TRIES = Integer.getInteger("whatsapp.test.tries", 20);
    private static final int ORDERS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private TestDatabase database;
    private int runs;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(RevokePolicy.class)
    void anyOrderOfEvents_endsInTheSameRows(RevokePolicy policy) throws SQLException {
        Set<String> tables = new HashSet<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
            List<Understood> readings = new World(seed, Samples.SESSION).readings(10 + (int) (seed % 40));
            List<String> expected = inOneBatch(policy, readings);
            for (int order = 0; order < ORDERS; order++) {
                if (!shuffled(policy, readings, seed + order).equals(expected)) {
                    report(policy, readings, seed, seed + order);
                }
            }
            expected.forEach(line -> tables.add(line.substring(0, line.indexOf(' '))));
        }
        assertThat(tables).as("tables that were written to").containsAll(ArchiveTables.WRITTEN);
    }

    private boolean converges(RevokePolicy policy, List<Understood> readings, long order) throws SQLException {
        return inOneBatch(policy, readings).equals(shuffled(policy, readings, order));
    }

    private void report(RevokePolicy policy, List<Understood> readings, long seed, long order) throws SQLException {
        List<Understood> fewest = new ArrayList<>(readings);
        for (int i = fewest.size() - 1; i >= 0; i--) {
            List<Understood> fewer = new ArrayList<>(fewest);
            fewer.remove(i);
            for (int other = 0; other < 8; other++) {
                if (!converges(policy, fewer, order + other)) {
                    fewest = fewer;
                    break;
                }
            }
        }
        for (int other = 0; other < 8; other++) {
            List<String> expected = inOneBatch(policy, fewest);
            List<String> actual = shuffled(policy, fewest, order + other);
            assertThat(without(actual, expected))
                    .as(
                            "seed %d, events:%n%s",
                            seed,
                            String.join(
                                    "\n", fewest.stream().map(Object::toString).toList()))
                    .isEqualTo(without(expected, actual));
        }
        throw new AssertionError("seed " + seed + " failed, but not once more");
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    /** Everything known before anything is written. */
    private List<String> inOneBatch(RevokePolicy policy, List<Understood> readings) throws SQLException {
        Run run = new Run(policy);
        run.write(readings);
        run.relink();
        return run.dump();
    }

    /** Every event at least once, in any order, in batches of any size, with moves in between. */
    private List<String> shuffled(RevokePolicy policy, List<Understood> readings, long order) throws SQLException {
        Random random = new Random(order);
        List<Understood> events = new ArrayList<>(readings);
        readings.stream().filter(reading -> random.nextInt(4) == 0).forEach(events::add);
        Collections.shuffle(events, random);
        Run run = new Run(policy);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(order % 2 == 0 ? 3 : 12));
            run.write(events.subList(from, to));
            from = to;
            if (random.nextInt(4) == 0) {
                run.relink();
            }
        }
        run.relink();
        return run.dump();
    }

    /** A session of its own for each way of writing the same events. */
    private final class Run {

        private final SessionName session = new SessionName("run" + runs++);
        private final SessionActivity activity = new SessionActivity();
        private final ArchiveWriter writer;
        private final Random random = new Random(runs);

        Run(RevokePolicy policy) {
            writer = new ArchiveWriter(activity, policy);
        }

        void write(List<Understood> readings) throws SQLException {
            List<Understood> own = readings.stream().map(this::own).toList();
            ArchiveWriter.Written written =
                    inTransaction(connection -> writer.write(connection, StampedReading.of(own)));
            writer.committed(written);
            activity.committed(written.sessions().values());
        }

        void relink() throws SQLException {
            LidLinks links = new LidLinks();
            List<LidLinks.Unsettled> unsettled =
                    inTransaction(connection -> links.unsettled(connection, Duration.ZERO, 100));
            List<SessionLid> lids =
                    unsettled.stream().map(LidLinks.Unsettled::lid).toList();
            int limit = 1 + random.nextInt(3);
            int moved;
            do {
                moved = inTransaction(
                        connection -> writer.rename(connection, lids, writer.showing(connection, lids, limit), limit));
            } while (moved > 0);
            for (SessionLid lid : lids) {
                inTransaction(connection -> {
                    writer.reconsider(connection, writer.annotatedUnder(connection, lid, null, 1000));
                    return 0;
                });
            }
            inTransaction(connection -> {
                links.settle(connection, lids);
                return 0;
            });
        }

        List<String> dump() throws SQLException {
            inTransaction(connection -> {
                new SessionWriter().merge(connection, activity.takeUnwritten());
                return 0;
            });
            return TableDump.of(database.jdbc(), session);
        }

        private <T> T inTransaction(Transactions.Work<T> work) throws SQLException {
            return Transactions.run(database.dataSource(), Set.of(), new Timeouts(TIMEOUT, Duration.ZERO), work);
        }

        private Understood own(Understood reading) {
            Envelope e = reading.envelope();
            Envelope own =
                    new Envelope(e.eventId(), e.event(), session, e.engine(), e.wahaVersion(), e.me(), e.occurredAt());
            return new Understood(
                    own, reading.provenance(), reading.events(), reading.links(), reading.contacts(), reading.flags());
        }
    }
}
