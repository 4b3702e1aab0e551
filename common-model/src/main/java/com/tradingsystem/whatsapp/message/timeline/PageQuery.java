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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks for one stretch of a chat's keys and everything about their messages, in one statement: {@code message_page()}.
 *
 * @param hidesDeleted what holds for sessions that do not say
 */
record PageQuery(
        SessionName session,
        Jid chat,
        boolean hidesDeleted,
        TimelineQuery filter,
        @Nullable Position after,
        int limit) {

    private static final String SELECT = """
            select hides_deleted, addresses, keys_found, last_timestamp, last_id, reactions, phones, quote_is_deleted, file_id,
                   file_status, file_bucket, file_key, file_thumbnail_key, file_hash, file_size_bytes,
                   %s
              from whatsapp_gateway.message_page(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(MessageRows.COLUMNS);

    private static final int FIRST_OF_REACTIONS = 6;
    private static final int FIRST_OF_ENTRY = 7;
    private static final int FIRST_OF_MESSAGE = 16;

    private static final OffsetDateTime ALWAYS = OffsetDateTime.MIN;
    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    /**
     * What was found.
     *
     * @param keys how many keys there are, at most one more than asked for
     */
    record Answer(TimelinePage page, int keys) {

        boolean lacksRows(int limit) {
            return page.entries().size() < Math.min(keys, limit);
        }
    }

    /** Null if there is no such session. */
    @Nullable
    Answer ask(JdbcTemplate jdbc) {
        return jdbc.query(SELECT, this::bind, rows -> rows.next() ? read(rows) : null);
    }

    private void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        OffsetDateTime before = filter.before() == null ? NEVER : SqlTime.of(filter.before());
        long beforeNumber = 0;
        if (after != null && !SqlTime.of(after.timestamp()).isAfter(before)) {
            // Numbers begin at 1, so that 0 is before all messages of a time.
            beforeNumber = SqlTime.of(after.timestamp()).isEqual(before) ? 0 : after.number();
            before = SqlTime.of(after.timestamp());
        }
        statement.setString(1, session.value());
        statement.setString(2, chat.value());
        statement.setBoolean(3, hidesDeleted);
        statement.setObject(4, before);
        statement.setLong(5, beforeNumber);
        statement.setObject(6, filter.after() == null ? ALWAYS : SqlTime.of(filter.after()));
        statement.setArray(7, texts(connection, filter.types()));
        statement.setArray(8, texts(connection, filter.exceptTypes()));
        statement.setObject(9, filter.fromMe(), Types.BOOLEAN);
        statement.setObject(10, filter.hasMedia(), Types.BOOLEAN);
        statement.setInt(11, limit);
    }

    private static @Nullable Array texts(Connection connection, Set<String> texts) throws SQLException {
        return texts.isEmpty() ? null : connection.createArrayOf("text", texts.toArray());
    }

    private Answer read(ResultSet rows) throws SQLException {
        RowCursor header = new RowCursor(rows, 1);
        boolean hides = header.flag();
        List<String> addresses = Arrays.asList(header.texts());
        int keys = header.integer();
        Instant lastTime = header.timeOrNull();
        Position last = lastTime == null ? null : new Position(lastTime, header.number());
        RowCursor belongings = new RowCursor(rows, FIRST_OF_REACTIONS);
        Map<String, List<Annotations.Reaction>> reactions = reactions(belongings.tableOfTexts());
        Map<String, String> phones = new HashMap<>();
        addPhones(phones, belongings.tableOfTexts());
        List<TimelinePage.Entry> entries = new ArrayList<>(limit);
        while (rows.next()) {
            entries.add(entry(rows, phones));
        }
        var chat = new ChatAddresses(addresses.getFirst(), addresses);
        Position next = keys > limit ? last : null;
        return new Answer(new TimelinePage(chat, hides, entries, reactions, phones, next), keys);
    }

    private TimelinePage.Entry entry(ResultSet row, Map<String, String> phones) throws SQLException {
        RowCursor columns = new RowCursor(row, FIRST_OF_ENTRY);
        addPhones(phones, columns.tableOfTexts());
        boolean quotesDeleted = columns.flag();
        Long file = columns.numberOrNull();
        return new TimelinePage.Entry(
                MessageRows.read(row, FIRST_OF_MESSAGE, session),
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
