package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.KeyRow;
import com.tradingsystem.whatsapp.message.MessageIdentities;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the messages of a chat in time order. All but {@link #quickPage} and {@link #quickOne} belongs into a {@link ReadSnapshot}, together with the
 * look-up of the chat's addresses. Safe for use by many threads.
 *
 * <p>A page is found on {@code message_keys} and then its rows are taken from {@code messages} between the times of the keys. Keys
 * without a row are what remains of messages deleted by SQL: they are skipped.
 */
public final class Timeline {

    /** After so many rounds of keys of which hardly any has a row, a page ends short rather than late. */
    private static final int MOST_ROUNDS = 10;

    private final TimelineKeys keys;
    private final MessageRows rows;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final ReadSnapshot snapshot;

    Timeline(JdbcTemplate jdbc, ReadSnapshot snapshot) {
        this.jdbc = JdbcClient.create(jdbc);
        this.keys = new TimelineKeys(this.jdbc);
        this.rows = new MessageRows(this.jdbc);
        this.template = jdbc;
        this.snapshot = snapshot;
    }

    /**
     * A page of a chat by a single statement, which is a snapshot of its own; nearly every page is one. Empty where it takes more to
     * know: there is no such session, nothing in the chat under this address, or there are keys without a row.
     *
     * @param chat any address of the chat
     * @param hidesDeleted what holds for sessions that do not say
     */
    public Optional<TimelinePage> quickPage(
            SessionName session, Jid chat, boolean hidesDeleted, TimelineQuery query, Stretch stretch) {
        PageQuery page = new PageQuery(session, chat, hidesDeleted, query, stretch);
        PageQuery.Answer answer = snapshot.once(page::ask);
        return answer == null || answer.isNothing() || answer.lacksRows()
                ? Optional.empty()
                : Optional.of(answer.page());
    }

    /**
     * A message by a single statement, as nearly every message can be told. Empty where it takes more to know, as above.
     *
     * @param chat any address of the chat
     */
    public Optional<LoneMessage> quickOne(SessionName session, Jid chat, boolean hidesDeleted, String coreId) {
        return Optional.ofNullable(snapshot.once(jdbc -> LoneMessage.ask(jdbc, session, chat, hidesDeleted, coreId)));
    }

    /**
     * The same page, however many statements it takes.
     *
     * @return empty if there is no such session
     */
    public Optional<TimelinePage> page(
            SessionName session, Jid chat, boolean hidesDeleted, TimelineQuery query, Stretch stretch) {
        PageQuery.Answer answer = new PageQuery(session, chat, hidesDeleted, query, stretch).ask(template);
        if (answer == null) {
            return Optional.empty();
        }
        if (!answer.lacksRows()) {
            return Optional.of(answer.page());
        }
        Walk walk = new Walk(session, chat, hidesDeleted, query);
        TimelinePage below = walk.below(answer.border(), stretch.older());
        return Optional.of(
                stretch.newer() == 0
                        ? below
                        : walk.above(Objects.requireNonNull(answer.border()), stretch.newer())
                                .and(below));
    }

    /** Passes over keys without a row until a page is full. */
    private final class Walk {

        private final SessionName session;
        private final Jid chat;
        private final boolean hidesDeleted;
        private final TimelineQuery query;

        Walk(SessionName session, Jid chat, boolean hidesDeleted, TimelineQuery query) {
            this.session = session;
            this.chat = chat;
            this.hidesDeleted = hidesDeleted;
            this.query = query;
        }

        TimelinePage below(@Nullable Position border, int limit) {
            TimelineQuery rest = query;
            TimelinePage page = ask(rest, new Stretch(border, null, 0, limit)).page();
            for (int round = 1;
                    round < MOST_ROUNDS && page.next() != null && page.entries().size() < limit;
                    round++) {
                TimelinePage following = ask(
                                rest,
                                Stretch.below(
                                        page.next(), limit - page.entries().size()))
                        .page();
                page = page.and(following);
                if (following.entries().isEmpty() && following.next() != null) {
                    Instant newest = newestRow(
                            session, page.chat().all(), query, following.next().timestamp());
                    if (newest == null) {
                        return page.endingHere();
                    }
                    rest = query.endingBefore(newest.plus(1, ChronoUnit.MICROS));
                }
            }
            return page;
        }

        TimelinePage above(Position border, int limit) {
            TimelineQuery rest = query;
            PageQuery.Answer answer = ask(rest, Stretch.above(border, limit));
            TimelinePage page = answer.page();
            int wanted = limit;
            for (int round = 1;
                    round < MOST_ROUNDS
                            && answer.keys() == wanted
                            && page.entries().size() < limit;
                    round++) {
                Position reached = Objects.requireNonNull(page.previous());
                if (answer.page().entries().isEmpty()) {
                    Instant oldest = oldestRow(session, page.chat().all(), query, reached.timestamp());
                    if (oldest == null) {
                        return page;
                    }
                    rest = query.beginningAt(oldest);
                }
                wanted = limit - page.entries().size();
                answer = ask(rest, Stretch.above(reached, wanted));
                page = answer.page().and(page);
            }
            return page;
        }

        private PageQuery.Answer ask(TimelineQuery query, Stretch stretch) {
            return Objects.requireNonNull(new PageQuery(session, chat, hidesDeleted, query, stretch).ask(template));
        }
    }

    /** The chat of the message that was stored last, if there is one. */
    public Optional<SessionAddress> newestChat() {
        return keys.newest();
    }

    /** Whether there ever was a message in the chat. */
    public boolean knows(SessionName session, List<String> chats) {
        return keys.oldest(session, chats) != null;
    }

    /**
     * The messages of a chat with this core id, the one stored first first; nearly always one.
     *
     * @param people knows the other addresses of authors, and is given those the messages are stored by
     */
    public List<Found> find(
            SessionName session, List<String> chats, String coreId, Function<Set<String>, Addresses> people) {
        List<KeyRow> stored = keys.find(session, chats, coreId);
        Map<Long, ArchivedMessage> messages =
                rows.at(session, stored.stream().map(Timeline::location).toList());
        Set<String> authors = stored.stream()
                .map(KeyRow::author)
                .filter(Objects::nonNull)
                .map(Jid::value)
                .collect(Collectors.toSet());
        MessageIdentities identities = new MessageIdentities(people.apply(authors));
        return stored.stream()
                .filter(key -> messages.containsKey(key.id()))
                .map(key -> new Found(identities.of(key), Objects.requireNonNull(messages.get(key.id()))))
                .toList();
    }

    /** A message and its key. */
    public record Found(MessageKey key, ArchivedMessage message) {}

    /** Where a message is: its number, its chat as it is stored, and its time. */
    public record Location(long number, String chat, Instant timestamp) {}

    /** The messages at some places, by their numbers, as far as they are there. */
    public Map<Long, ArchivedMessage> at(SessionName session, List<Location> locations) {
        return rows.at(session, locations);
    }

    /** Whether a message with this core id in a chat was deleted for everyone. */
    public boolean isDeletedForEveryone(SessionName session, List<String> chats, String coreId) {
        return jdbc.sql("select whatsapp_gateway.is_deleted_for_everyone(:session, :chats, :core)")
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .param("core", coreId)
                .query(Boolean.class)
                .single();
    }

    /** Whether a message was deleted for everyone; one that is not there was not. */
    public boolean isDeleted(SessionName session, String chat, Instant timestamp, long number) {
        ArchivedMessage message =
                rows.at(session, List.of(new Location(number, chat, timestamp))).get(number);
        return message != null && message.changes().isDeleted();
    }

    private static Location location(KeyRow key) {
        return new Location(key.id(), key.chat().value(), key.timestamp());
    }

    /**
     * The time of the newest row that is left at or before a time. Whole months may be gone, and following their keys page
     * by page would take for ever; looking at the partitions once takes a tenth of a second.
     */
    private @Nullable Instant newestRow(SessionName session, List<String> chats, TimelineQuery query, Instant upTo) {
        Instant from = query.after() != null ? query.after() : keys.oldest(session, chats);
        if (from == null) {
            return null;
        }
        return jdbc.sql("select whatsapp_gateway.newest_message_at(:session, :chats, :from, :to) as newest")
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(upTo))
                .query((row, n) -> Optional.ofNullable(SqlTime.find(row, "newest")))
                .single()
                .orElse(null);
    }

    /** The time of the oldest row that is left at or after a time; null if there is none. */
    private @Nullable Instant oldestRow(SessionName session, List<String> chats, TimelineQuery query, Instant from) {
        return jdbc.sql("select whatsapp_gateway.oldest_message_at(:session, :chats, :from, :to) as oldest")
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .param("from", SqlTime.of(from))
                .param("to", query.before() == null ? OffsetDateTime.MAX : SqlTime.of(query.before()))
                .query((row, n) -> Optional.ofNullable(SqlTime.find(row, "oldest")))
                .single()
                .orElse(null);
    }
}
