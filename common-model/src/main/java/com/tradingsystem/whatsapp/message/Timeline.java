package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.TimelinePage.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the messages of a chat in time order. Belongs into a {@link ReadSnapshot}, together with the look-up of the chat's
 * addresses. Safe for use by many threads.
 *
 * <p>A page is found on {@code message_keys} and then its rows are taken from {@code messages} by their exact times. Keys
 * without a row are what remains of messages deleted by SQL: they are skipped.
 */
public final class Timeline {

    /** After so many rounds of keys of which hardly any has a row, a page ends short rather than late. */
    private static final int MOST_ROUNDS = 10;

    private final TimelineKeys keys;
    private final MessageRows rows;
    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.keys = new TimelineKeys(jdbc);
        this.rows = new MessageRows(jdbc);
        this.jdbc = jdbc;
    }

    /**
     * A page of a chat.
     *
     * @param chats all addresses of the chat
     * @param after the last message already seen; null for the first page
     * @param limit how many messages at most
     */
    public TimelinePage page(
            SessionName session, List<String> chats, TimelineQuery query, @Nullable Position after, int limit) {
        List<ArchivedMessage> page = new ArrayList<>(limit);
        TimelineQuery rest = query;
        Position position = after;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int wanted = limit - page.size();
            List<MessageRows.Location> next = keys.next(session, chats, rest, position, wanted + 1);
            List<MessageRows.Location> here = next.subList(0, Math.min(wanted, next.size()));
            Map<Long, ArchivedMessage> found = rows.at(session, here);
            here.stream()
                    .map(at -> found.get(at.number()))
                    .filter(Objects::nonNull)
                    .forEach(page::add);
            if (next.size() <= wanted) {
                return new TimelinePage(page, null);
            }
            MessageRows.Location last = here.getLast();
            position = new Position(last.timestamp(), last.number());
            if (page.size() == limit) {
                break;
            }
            if (found.isEmpty()) {
                Instant newest = newestRow(session, chats, query, last.timestamp());
                if (newest == null) {
                    return new TimelinePage(page, null);
                }
                rest = query.endingBefore(newest.plus(1, ChronoUnit.MICROS));
            }
        }
        return new TimelinePage(page, position);
    }

    /** Whether there ever was a message in the chat. */
    public boolean knows(SessionName session, List<String> chats) {
        return keys.oldest(session, chats) != null;
    }

    /**
     * The messages of a chat with this core id, the one stored first first; nearly always one.
     *
     * @param people knows the other addresses of authors
     */
    public List<Found> find(SessionName session, List<String> chats, String coreId, Addresses people) {
        MessageIdentities identities = new MessageIdentities(people);
        List<Found> found = new ArrayList<>();
        List<KeyRow> stored = keys.find(session, chats, List.of(coreId));
        Map<Long, ArchivedMessage> messages =
                rows.at(session, stored.stream().map(Timeline::location).toList());
        for (KeyRow key : stored) {
            ArchivedMessage message = messages.get(key.id());
            if (message != null) {
                found.add(new Found(identities.of(key), message));
            }
        }
        return found;
    }

    /** A message and its key. */
    public record Found(MessageKey key, ArchivedMessage message) {}

    /** The authors of messages with this core id in a chat, by whatever address they are stored. */
    public List<String> authors(SessionName session, List<String> chats, String coreId) {
        return keys.find(session, chats, List.of(coreId)).stream()
                .map(KeyRow::author)
                .filter(Objects::nonNull)
                .map(Jid::value)
                .toList();
    }

    /** The core ids among these of messages of a chat that were deleted for everyone. */
    public Set<String> deleted(SessionName session, List<String> chats, Collection<String> coreIds) {
        if (coreIds.isEmpty()) {
            return Set.of();
        }
        List<MessageRows.Location> places = keys.revoked(session, chats, coreIds).stream()
                .map(Timeline::location)
                .toList();
        return rows.at(session, places).values().stream()
                .filter(message -> message.changes().deleted())
                .map(ArchivedMessage::coreId)
                .collect(Collectors.toSet());
    }

    /** Whether a message was deleted for everyone; one that is not there was not. */
    public boolean isDeleted(SessionName session, String chat, Instant timestamp, long number) {
        ArchivedMessage message = rows.at(session, List.of(new MessageRows.Location(number, chat, timestamp)))
                .get(number);
        return message != null && message.changes().deleted();
    }

    private static MessageRows.Location location(KeyRow key) {
        return new MessageRows.Location(key.id(), key.chat().value(), key.timestamp());
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
        Instant newest = null;
        for (String chat : chats) {
            Instant time = jdbc.sql("""
                            select "timestamp"
                              from whatsapp_gateway.messages
                             where session_name = :session
                               and chat_id = :chat
                               and "timestamp" between :from and :to
                             order by "timestamp" desc
                             limit 1""")
                    .param("session", session.value())
                    .param("chat", chat)
                    .param("from", SqlTime.of(from))
                    .param("to", SqlTime.of(upTo))
                    .query((row, n) -> SqlTime.get(row, "timestamp"))
                    .optional()
                    .orElse(null);
            if (time != null && (newest == null || time.isAfter(newest))) {
                newest = time;
            }
        }
        return newest;
    }
}
