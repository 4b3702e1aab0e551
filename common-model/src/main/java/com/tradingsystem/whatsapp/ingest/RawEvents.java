package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.ingest.queue.Delivery;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.message.WrittenMessages.Erased;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code webhook_events}: every authentic delivery as it came. */
final class RawEvents {

    /** A delivery and what became of it. */
    record Entry(
            Delivery delivery,
            IngestReceipt outcome,
            @Nullable String reason) {}

    private static final int MAX_LABEL = 512;

    private static final Columns<Entry> COLUMNS = Columns.<Entry>of()
            .instant("received_at", e -> e.delivery().raw().receivedAt())
            .text("session_name", e -> session(e.delivery().envelope()))
            .text("event", e -> plain(e.delivery().envelope().event()))
            .text("event_id", e -> plain(e.delivery().envelope().eventId()))
            .text("request_id", e -> plain(e.delivery().raw().requestId()))
            .text("engine", e -> plain(e.delivery().envelope().engine()))
            .text("waha_version", e -> plain(e.delivery().envelope().wahaVersion()))
            .text("outcome", e -> e.outcome().code())
            .text("reason", e -> plain(e.reason()))
            .text("flags", e -> flags(e.delivery().reading()))
            .text("core_id", e -> plain(EventAuthor.of(e.delivery().reading()).coreId()))
            .text("chat_id", e -> EventAuthor.of(e.delivery().reading()).chat())
            .text("author", e -> EventAuthor.of(e.delivery().reading()).author())
            .bytes("body", e -> e.delivery().raw().body())
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.webhook_events (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r");

    /** A message in one of its chat's addresses. */
    private record ErasedMessage(Erased message, Jid chat) {}

    private static final Columns<ErasedMessage> MESSAGES = Columns.<ErasedMessage>of()
            .text("session_name", e -> e.message().key().session().value())
            .text("core_id", e -> e.message().key().coreId())
            .text("chat_id", e -> e.chat().value())
            .text("authors", e -> authors(e.message()))
            .build();

    /**
     * What others said in the chat about the message has no author here, what others wrote under the same core id another one. Events
     * from before chats were noted are known by their text.
     */
    private static final String ERASE = """
            update whatsapp_gateway.webhook_events e set body = ''
              from %s
             where e.session_name = r.session_name and e.core_id = r.core_id and e.body <> ''
               and (e.chat_id = r.chat_id or (e.chat_id is null and position(convert_to(r.chat_id, 'UTF8') in e.body) > 0))
               and (e.author is null or r.authors = '' or e.author = any (string_to_array(r.authors, ' ')))""".formatted(MESSAGES.unnest("r"));

    /** An event that was kept aside when it came, and is merged now. */
    record Settled(Instant receivedAt, long id, EventAuthor author) {}

    private static final Columns<Settled> SETTLED = Columns.<Settled>of()
            .instant("received_at", Settled::receivedAt)
            .bigint("id", Settled::id)
            .text("core_id", s -> plain(s.author().coreId()))
            .text("chat_id", s -> s.author().chat())
            .text("author", s -> s.author().author())
            .build();

    private static final String SETTLE = """
            update whatsapp_gateway.webhook_events e
               set outcome = '%1$s', reason = null, core_id = r.core_id, chat_id = r.chat_id, author = r.author
              from %2$s
             where e.received_at = r.received_at and e.id = r.id and e.outcome <> '%1$s'
               and e.received_at = any (?)""".formatted(IngestReceipt.STORED.code(), SETTLED.unnest("r"));

    /** More than fits into pages that are there already, and of random bytes, which cannot be compressed. */
    private static final int TRIAL_BYTES = 256 * 1024;

    private static final String TRY_OUT = """
            set local statement_timeout = '5s';
            insert into whatsapp_gateway.webhook_events (received_at, event, outcome, body) values (now(), 'trial', 'unrecognised', ?)""";

    private RawEvents() {}

    /**
     * Writes what the caller rolls back.
     *
     * @throws SQLException if nothing can be written, as on a standby or a full disk, where reading works
     */
    static void tryOut(Connection connection) throws SQLException {
        byte[] body = new byte[TRIAL_BYTES];
        ThreadLocalRandom.current().nextBytes(body);
        try (PreparedStatement statement = connection.prepareStatement(TRY_OUT)) {
            statement.setBytes(1, body);
            statement.execute();
        }
    }

    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        COLUMNS.run(connection, INSERT, entries);
    }

    /** Notes that these events are merged by now. */
    static void settle(Connection connection, List<Settled> events) throws SQLException {
        if (!events.isEmpty()) {
            List<Instant> times = events.stream().map(Settled::receivedAt).toList();
            SETTLED.run(connection, SETTLE, events, Timestamps.array(connection, times));
        }
    }

    /** Forgets what the deliveries about these messages said. */
    static void erase(Connection connection, List<Erased> messages) throws SQLException {
        List<ErasedMessage> erased = messages.stream()
                .flatMap(message -> message.chats().stream().map(chat -> new ErasedMessage(message, chat)))
                .toList();
        if (!erased.isEmpty()) {
            MESSAGES.run(connection, ERASE, erased);
        }
    }

    /** Addresses hold no white space. */
    private static String authors(Erased message) {
        return message.key().fromMe()
                ? EventAuthor.ME
                : message.authors().stream().map(Jid::value).collect(Collectors.joining(" "));
    }

    private static @Nullable String session(Envelope envelope) {
        return envelope.session() == null ? null : envelope.session().value();
    }

    private static @Nullable String flags(Reading reading) {
        Set<Reading.Flag> flags = switch (reading) {
            case Reading.Understood understood -> understood.flags();
            case Reading.Unrecognised unrecognised -> unrecognised.flags();
            case Reading.Malformed m -> Set.of();
        };
        return flags.isEmpty()
                ? null
                : flags.stream()
                        .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    /** What the row's own columns say must not be what keeps it from being stored. */
    private static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String cut = text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
        return cut.codePoints().allMatch(RawEvents::isStorable)
                ? cut
                : cut.codePoints()
                        .map(c -> isStorable(c) ? c : 0xfffd)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
