package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks for one stretch of a chat's keys and everything about their messages, in one statement: {@code message_page()} finds the keys,
 * {@code messages_at()} their rows.
 *
 * @param hidesDeleted what holds for sessions that do not say
 */
record PageQuery(SessionName session, Jid chat, boolean hidesDeleted, TimelineQuery filter, Stretch stretch) {

    /** The first row says what there is to say about the page and has no message; the others are in no order. */
    static final String SELECT = """
            with page as materialized (
              select * from whatsapp_gateway.message_page(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))
            select hides_deleted, addresses, border, border_number, cardinality(numbers), has_older,
                   times[1], numbers[1], times[cardinality(times)], numbers[cardinality(numbers)], reactions, phones,
                   null, null, null, null, null, null, null, null,
                   %s
              from page
             union all
            select null, null, null, null, null, null, null, null, null, null, null, p.phones,
                   case when page.hides_deleted and m.quoted_body is not null
                        then whatsapp_gateway.is_deleted_for_everyone(page.session_name, page.addresses, m.quoted_message_id)
                        else false end,
                   f.id, f.download_status, f.minio_bucket, f.minio_key, f.thumbnail_minio_key, f.file_hash, f.file_size_bytes,
                   %s
              from page
             cross join lateral whatsapp_gateway.messages_at(page.session_name, page.addresses, page.times, page.numbers) m
              left join lateral (
                    select array_agg(array[l.lid, l.phone]) as phones
                      from whatsapp_gateway.lid_links l
                     where concat_ws(' ', m.from_whatsapp_id, m.to_whatsapp_id, m.quoted_participant, m.deleted_by) like '%%@lid%%'
                       and l.session_name = page.session_name
                       and l.lid = any(array[m.from_whatsapp_id, m.to_whatsapp_id, m.quoted_participant, m.deleted_by])
                    having count(*) > 0) p on true
              left join lateral (
                    select d.id, d.download_status, d.minio_bucket, d.minio_key, d.thumbnail_minio_key, d.file_hash, d.file_size_bytes
                      from whatsapp_gateway.media_downloads d
                     where m.has_media and d.message_number = m.id
                    offset 0) f on true""".formatted(
                    "null" + ", null".repeat(ArchivedMessage.COLUMNS.size() - 1), ArchivedMessage.COLUMNS.names("m"));

    private static final int FIRST_OF_ENTRY = 12;
    private static final int FIRST_OF_MESSAGE = 21;

    private static final Comparator<TimelinePage.Entry> NEWEST_FIRST = Comparator.comparing(
                    (TimelinePage.Entry entry) -> entry.message().timestamp())
            .thenComparingLong(entry -> entry.message().id())
            .reversed();

    private static final OffsetDateTime ALWAYS = OffsetDateTime.MIN;
    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    /**
     * What was found.
     *
     * @param keys how many keys there are on the page
     * @param border the one asked for, or that of the message asked for; null at the upper end of the chat, and where there is no such
     *     message
     */
    record Answer(TimelinePage page, int keys, @Nullable Position border) {

        boolean lacksRows() {
            return page.entries().size() < keys;
        }

        /** Whether neither this page nor the next one has a message. */
        boolean isNothing() {
            return keys == 0 && page.next() == null;
        }
    }

    /** Null if there is no such session. */
    @Nullable
    Answer ask(JdbcTemplate jdbc) {
        return jdbc.query(SELECT, this::bind, rows -> rows.next() ? read(rows) : null);
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        Position border = stretch.border();
        statement.setString(1, session.value());
        statement.setString(2, chat.value());
        statement.setBoolean(3, hidesDeleted);
        statement.setObject(4, border == null ? NEVER : SqlTime.of(border.timestamp()));
        statement.setLong(5, border == null ? 0 : border.number());
        statement.setString(6, stretch.around());
        statement.setInt(7, stretch.newer());
        statement.setInt(8, stretch.older());
        statement.setObject(9, filter.before() == null ? NEVER : SqlTime.of(filter.before()));
        statement.setObject(10, filter.after() == null ? ALWAYS : SqlTime.of(filter.after()));
        statement.setArray(11, texts(connection, filter.types()));
        statement.setArray(12, texts(connection, filter.exceptTypes()));
        statement.setObject(13, filter.fromMe(), Types.BOOLEAN);
        statement.setObject(14, filter.hasMedia(), Types.BOOLEAN);
    }

    private static @Nullable Array texts(Connection connection, Set<String> texts) throws SQLException {
        return texts.isEmpty() ? null : connection.createArrayOf("text", texts.toArray());
    }

    /** Reads all rows, the first of which is the present one. */
    Answer read(ResultSet rows) throws SQLException {
        RowCursor header = new RowCursor(rows, 1);
        boolean hides = header.flag();
        List<String> addresses = Arrays.asList(header.texts());
        Position found = position(header);
        Position border = stretch.around() == null ? stretch.border() : found;
        int keys = header.integer();
        boolean hasOlder = header.flag();
        Position newest = position(header);
        Position oldest = position(header);
        Map<String, List<Annotations.Reaction>> reactions = reactions(header.tableOfTexts());
        Map<String, String> phones = new HashMap<>();
        addPhones(phones, header.tableOfTexts());
        List<TimelinePage.Entry> entries = new ArrayList<>(keys);
        while (rows.next()) {
            entries.add(entry(rows, phones));
        }
        entries.sort(NEWEST_FIRST);
        var page = new TimelinePage(
                new ChatAddresses(addresses.getFirst(), addresses),
                hides,
                entries,
                reactions,
                phones,
                hasOlder ? (oldest == null ? border : oldest) : null,
                newest == null ? border : Position.above(newest.timestamp(), newest.number()),
                stretch.around() == null || border != null);
        return new Answer(page, keys, border);
    }

    private static @Nullable Position position(RowCursor columns) throws SQLException {
        Instant timestamp = columns.timeOrNull();
        long number = columns.number();
        return timestamp == null ? null : new Position(timestamp, number);
    }

    private TimelinePage.Entry entry(ResultSet row, Map<String, String> phones) throws SQLException {
        RowCursor columns = new RowCursor(row, FIRST_OF_ENTRY);
        addPhones(phones, columns.tableOfTexts());
        boolean quotesDeleted = columns.flag();
        Long file = columns.numberOrNull();
        return new TimelinePage.Entry(
                ArchivedMessage.COLUMNS.read(row, FIRST_OF_MESSAGE),
                quotesDeleted,
                file == null
                        ? null
                        : new MediaState(
                                file,
                                columns.text(),
                                columns.textOrNull(),
                                columns.textOrNull(),
                                columns.textOrNull(),
                                columns.textOrNull(),
                                columns.numberOrNull()));
    }

    /** Of core id, reactor, emoji and microseconds since 1970, oldest first. */
    private static Map<String, List<Annotations.Reaction>> reactions(String[][] table) {
        Map<String, List<Annotations.Reaction>> reactions = new HashMap<>();
        for (String[] row : table) {
            Instant at = Instant.EPOCH.plus(Long.parseLong(row[3]), ChronoUnit.MICROS);
            reactions
                    .computeIfAbsent(row[0], core -> new ArrayList<>())
                    .add(new Annotations.Reaction(row[0], row[1], row[2], at));
        }
        return reactions;
    }

    private static void addPhones(Map<String, String> phones, String[][] pairs) {
        for (String[] pair : pairs) {
            phones.put(pair[0], pair[1]);
        }
    }
}
