package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Repairs what an earlier version did wrong: replays the raw events that are still kept, so that messages which were lost come back and
 * events that could not be read or merged then are merged now; and decides again about messages with edits or revocations. What is right
 * already stays as it is. Safe for use by many threads.
 */
public final class Repair {

    private static final int BATCH = 100;

    private static final String EVENTS = """
            select id, received_at, request_id, outcome, body
              from whatsapp_gateway.webhook_events
             where session_name = ? and octet_length(body) > 0 and (received_at, id) > (?, ?)
             order by received_at, id
             limit ?""";

    private static final String DISPUTED = """
            select chat_id, core_id
              from (select chat_id, core_id from whatsapp_gateway.message_edits where session_name = ?
                     union
                    select chat_id, core_id from whatsapp_gateway.message_revocations where session_name = ?) said
             where (chat_id, core_id) > (?, ?)
             order by chat_id, core_id
             limit ?""";

    private final DataSource dataSource;
    private final ArchiveWriter writer;
    private final Archive archive;
    private final IngestSettings settings;

    Repair(DataSource dataSource, ArchiveWriter writer, Archive archive, IngestSettings settings) {
        this.dataSource = dataSource;
        this.writer = writer;
        this.archive = archive;
        this.settings = settings;
    }

    /** A place among the raw events of a session, in the order of their arrival. */
    public record EventPlace(Instant receivedAt, long id) {
        /** Before the first. */
        public static final EventPlace START = new EventPlace(Instant.EPOCH, 0);
    }

    /** A place among the messages of a session that have edits or revocations. */
    public record WordPlace(String chatId, String coreId) {
        /** Before the first. */
        public static final WordPlace START = new WordPlace("", "");
    }

    /**
     * What was done, or would be.
     *
     * @param looked at how many events or messages
     * @param found messages the archive did not have
     * @param changed messages it had otherwise
     * @param failed events that could not be merged
     * @param next where to go on; null at the end
     */
    public record Report<P>(
            int looked,
            List<MessageKey> found,
            List<MessageKey> changed,
            int failed,
            @Nullable P next) {
        public Report {
            found = List.copyOf(found);
            changed = List.copyOf(changed);
        }
    }

    /** @param isStored whether it was merged when it came, rather than kept for later */
    private record StoredEvent(EventPlace place, RawEvent raw, boolean isStored) {}

    private record Replayed(StoredEvent event, Understood reading) {}

    /**
     * Replays raw events.
     *
     * @param reader what reads events as they come from WAHA
     * @param dryRun whether everything is to be taken back at the end
     */
    public Report<EventPlace> replay(
            SessionName session, EventPlace after, int limit, boolean dryRun, Function<RawEvent, Reading> reader)
            throws SQLException {
        List<StoredEvent> events = events(session, after, limit);
        List<MessageKey> found = new ArrayList<>();
        List<MessageKey> changed = new ArrayList<>();
        int failed = 0;
        for (int from = 0; from < events.size(); from += BATCH) {
            List<Replayed> replayed = new ArrayList<>();
            for (StoredEvent event : events.subList(from, Math.min(from + BATCH, events.size()))) {
                if (reader.apply(event.raw()) instanceof Understood understood) {
                    replayed.add(new Replayed(event, understood));
                }
            }
            failed += write(replayed, dryRun, found, changed);
        }
        boolean isLast = events.size() < limit;
        return new Report<>(
                events.size(),
                found,
                changed,
                failed,
                isLast ? null : events.getLast().place());
    }

    /** Decides again about messages with edits or revocations. */
    public Report<WordPlace> reconsider(SessionName session, WordPlace after, int limit, boolean dryRun)
            throws SQLException {
        List<MessageRef> refs = disputed(session, after, limit);
        if (refs.isEmpty()) {
            return new Report<>(0, List.of(), List.of(), 0, null);
        }
        List<MessageKey> changed = inTransaction(
                        ArchiveWriter.chats(refs), dryRun, connection -> writer.reconsider(connection, refs))
                .changed();
        MessageRef last = refs.getLast();
        boolean isLast = refs.size() < limit;
        return new Report<>(
                refs.size(),
                List.of(),
                changed,
                0,
                isLast ? null : new WordPlace(last.chat().value(), last.coreId()));
    }

    /** Halves what fails, so that one event that cannot be merged costs only itself; says how many those are. */
    private int write(List<Replayed> replayed, boolean dryRun, List<MessageKey> found, List<MessageKey> changed)
            throws SQLException {
        if (replayed.isEmpty()) {
            return 0;
        }
        List<Understood> readings = replayed.stream().map(Replayed::reading).toList();
        try {
            List<StampedReading> stamped = StampedReading.of(readings);
            ArchiveWriter.Written written =
                    Transactions.write(dataSource, readings, settings.timeouts(), (connection, screened) -> {
                        ArchiveWriter.Written merged = writer.write(connection, screened.stamped(stamped));
                        Plans.custom(connection);
                        RawEvents.settle(connection, settled(replayed));
                        return takingBack(connection, dryRun, merged);
                    });
            if (!dryRun) {
                archive.committed(written);
            }
            found.addAll(written.messages().inserted());
            changed.addAll(written.messages().changed());
            return 0;
        } catch (SQLException | RuntimeException e) {
            if (DatabaseFault.of(e) != DatabaseFault.DATA) {
                throw e;
            }
            if (replayed.size() == 1) {
                return 1;
            }
            int half = replayed.size() / 2;
            return write(replayed.subList(0, half), dryRun, found, changed)
                    + write(replayed.subList(half, replayed.size()), dryRun, found, changed);
        }
    }

    /** Those that were not merged when they came, and are now. */
    private static List<RawEvents.Settled> settled(List<Replayed> replayed) {
        return replayed.stream()
                .filter(one -> !one.event().isStored())
                .map(one -> new RawEvents.Settled(
                        one.event().place().receivedAt(), one.event().place().id(), EventAuthor.of(one.reading())))
                .toList();
    }

    private <T> T inTransaction(Set<SessionAddress> chats, boolean dryRun, Transactions.Work<T> work)
            throws SQLException {
        return Transactions.run(
                dataSource,
                chats,
                settings.timeouts(),
                connection -> takingBack(connection, dryRun, work.run(connection)));
    }

    private static <T> T takingBack(Connection connection, boolean dryRun, T result) throws SQLException {
        if (dryRun) {
            Pipeline.send(connection);
            connection.rollback();
        }
        return result;
    }

    private List<StoredEvent> events(SessionName session, EventPlace after, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, session.value());
            statement.setObject(2, SqlTime.of(after.receivedAt()));
            statement.setLong(3, after.id());
            statement.setInt(4, limit);
            List<StoredEvent> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Instant receivedAt = SqlTime.get(row, "received_at");
                    events.add(new StoredEvent(
                            new EventPlace(receivedAt, row.getLong("id")),
                            new RawEvent(row.getBytes("body"), row.getString("request_id"), receivedAt),
                            row.getString("outcome").equals(IngestReceipt.STORED.code())));
                }
            }
            return events;
        }
    }

    private List<MessageRef> disputed(SessionName session, WordPlace after, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DISPUTED)) {
            statement.setString(1, session.value());
            statement.setString(2, session.value());
            statement.setString(3, after.chatId());
            statement.setString(4, after.coreId());
            statement.setInt(5, limit);
            List<MessageRef> refs = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String chat = row.getString("chat_id");
                    refs.add(new MessageRef(session, Jid.stored(chat), row.getString("core_id")));
                }
            }
            return refs;
        }
    }
}
