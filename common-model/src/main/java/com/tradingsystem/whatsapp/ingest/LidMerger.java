package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.contact.LidLinks;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.message.MessageWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what follows from a LID's phone number that was learnt late: shows the number in the rows that show the LID,
 * merges messages that turn out to be one, and decides anew whose word about messages counts. At once after the commit that learnt the
 * pair, and once more a while later, for rows of a transaction that did not know it yet. Only then the pair counts as settled; until then
 * every process picks it up, at its start and from time to time.
 *
 * <p>Works on a thread of its own, in small transactions that hold the chats' locks, so the writers wait for moments only. Two
 * processes that do the same do no harm.
 */
final class LidMerger {

    private static final Logger log = LoggerFactory.getLogger(LidMerger.class);

    /** How many LIDs share the transactions of a pass. */
    private static final int PAIRS = 100;

    /** How many unsettled LIDs one pass looks at. */
    private static final int MOST = 10_000;

    private final LidLinks links = new LidLinks();
    private final DataSource dataSource;
    private final ArchiveWriter writer;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final Changes changes;
    private final Set<SessionLid> learnt = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ingest-lid-merger").daemon().factory());
    private volatile boolean stopped;

    LidMerger(
            DataSource dataSource,
            ArchiveWriter writer,
            IngestSettings settings,
            IngestMetrics metrics,
            Changes changes) {
        this.dataSource = dataSource;
        this.writer = writer;
        this.settings = settings;
        this.metrics = metrics;
        this.changes = changes;
    }

    void start() {
        long millis = settings.relinkInterval().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::settleAll, 0, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        stopped = true;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(settings.statementTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** LIDs whose phone numbers are on disk now. Returns at once. */
    void learnt(Collection<SessionLid> lids) {
        if (lids.isEmpty() || stopped) {
            return;
        }
        boolean isFirst;
        synchronized (learnt) {
            isFirst = learnt.isEmpty();
            learnt.addAll(lids);
        }
        if (isFirst) {
            timer.execute(this::moveLearnt);
        }
    }

    private void moveLearnt() {
        List<SessionLid> lids;
        synchronized (learnt) {
            lids = List.copyOf(learnt);
            learnt.clear();
        }
        guarded(() -> moveAll(lids));
    }

    /** Moves what is left under every LID that is not settled, and settles those that were learnt long enough ago. */
    private void settleAll() {
        guarded(() -> {
            List<LidLinks.Unsettled> unsettled = unsettled();
            metrics.unsettled(unsettled.size());
            moveAll(unsettled.stream().map(LidLinks.Unsettled::lid).toList());
            settle(unsettled.stream()
                    .filter(LidLinks.Unsettled::isDue)
                    .map(LidLinks.Unsettled::lid)
                    .toList());
            metrics.unsettled(unsettled().size());
        });
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (SQLException | RuntimeException e) {
            // The pairs are still unsettled, so the next pass takes them up again.
            log.warn("rows under LIDs are moved later: {}", FailureSummary.of(e));
        }
    }

    private void moveAll(List<SessionLid> lids) throws SQLException {
        for (int from = 0; from < lids.size() && !stopped; from += PAIRS) {
            List<SessionLid> some = lids.subList(from, Math.min(from + PAIRS, lids.size()));
            int moved;
            do {
                moved = moveSome(some);
                metrics.moved(moved);
            } while (moved > 0 && !stopped);
            for (SessionLid lid : some) {
                if (!stopped) {
                    reconsider(lid);
                }
            }
        }
    }

    private int moveSome(List<SessionLid> lids) throws SQLException {
        List<MessageWriter.Shown> shown;
        try (Connection connection = dataSource.getConnection()) {
            shown = writer.showing(connection, lids, settings.relinkRows());
        }
        Set<SessionAddress> chats = new HashSet<>(
                ArchiveWriter.chats(shown.stream().map(MessageWriter.Shown::ref).toList()));
        lids.forEach(lid -> chats.add(new SessionAddress(lid.session(), lid.lid())));
        int moved = Transactions.run(
                dataSource,
                chats,
                settings.timeouts(),
                connection -> writer.rename(connection, lids, shown, settings.relinkRows()));
        if (moved > 0) {
            announce(lids);
        }
        return moved;
    }

    private void reconsider(SessionLid lid) throws SQLException {
        MessageRef last = null;
        List<MessageRef> page;
        do {
            try (Connection connection = dataSource.getConnection()) {
                page = writer.annotatedUnder(connection, lid, last, settings.relinkRows());
            }
            if (page.isEmpty()) {
                return;
            }
            List<MessageRef> some = page;
            Transactions.run(dataSource, ArchiveWriter.chats(page), settings.timeouts(), connection -> {
                writer.reconsider(connection, some);
                return some.size();
            });
            last = page.getLast();
        } while (page.size() == settings.relinkRows() && !stopped);
        announce(List.of(lid));
    }

    private void announce(List<SessionLid> lids) {
        changes.announce(lids.stream()
                .map(SessionLid::session)
                .distinct()
                .map(session -> new Change(session, false))
                .toList());
    }

    private List<LidLinks.Unsettled> unsettled() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return links.unsettled(connection, settings.settleAfter(), MOST);
        }
    }

    private void settle(List<SessionLid> lids) throws SQLException {
        if (!lids.isEmpty()) {
            try (Connection connection = dataSource.getConnection()) {
                links.settle(connection, lids);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
