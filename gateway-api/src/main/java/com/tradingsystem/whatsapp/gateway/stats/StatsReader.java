package com.tradingsystem.whatsapp.gateway.stats;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the database's functions for numbers, each time by one statement. Safe for use by many threads. */
@Component
class StatsReader {

    /** A function's rows, and one of nulls where it has none; nothing where there is no such session. */
    private static final String ROWS = """
            select f.*
              from whatsapp_gateway.sessions s
              left join lateral whatsapp_gateway.%s f on true
             where s.session_name = :session""";

    private static final String MESSAGES =
            ROWS.formatted("message_counts(:session, :from, :to, :by, :zone, :chat, :per, :limit)");
    private static final String HOURS = ROWS.formatted("message_hours(:session, :from, :to, :zone, :chat)");
    private static final String RESPONSES =
            ROWS.formatted("response_times(:session, :from, :to, :by, :zone, :chat, :per, :limit)");
    private static final String UNANSWERED = ROWS.formatted("unanswered_chats(:session, :from, :to, :limit)");
    private static final String MEMBERS = ROWS.formatted("active_members(:session, :from, :to, :chat, :limit)");
    private static final String FILES = ROWS.formatted("file_counts(:session, :from, :to, :by, :zone, :chat)");
    private static final String CONTACTS = ROWS.formatted("new_contacts(:session, :from, :to, :by, :zone)");

    private final ReadSnapshot snapshot;

    StatsReader(ReadSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** What a series is of: a chat, or all where it is null; together, or for each of the largest groups. */
    record Series(
            StatsRange range,
            Step step,
            @Nullable Jid chat,
            @Nullable String per,
            int limit) {}

    List<MessageCount> messages(SessionName session, Series series) {
        return series(
                MESSAGES,
                session,
                series,
                (row, n) -> new MessageCount(
                        SqlTime.get(row, "starts_at"),
                        row.getString("group_key"),
                        row.getLong("messages"),
                        row.getLong("sent"),
                        row.getLong("received"),
                        row.getLong("media")));
    }

    List<HourCount> hours(SessionName session, StatsRange range, @Nullable Jid chat) {
        return read(
                jdbc -> of(jdbc.sql(HOURS), session, range)
                        .param("zone", range.zone().getId())
                        .param("chat", address(chat), Types.VARCHAR),
                (row, n) -> new HourCount(
                        row.getInt("weekday"),
                        row.getInt("hour"),
                        row.getLong("messages"),
                        row.getLong("sent"),
                        row.getLong("received")));
    }

    List<ResponseTime> responses(SessionName session, Series series) {
        return series(
                RESPONSES,
                session,
                series,
                (row, n) -> new ResponseTime(
                        SqlTime.get(row, "starts_at"),
                        row.getString("group_key"),
                        row.getString("answered_by"),
                        row.getLong("waits"),
                        row.getLong("unanswered"),
                        seconds(row, "median_seconds"),
                        seconds(row, "p90_seconds")));
    }

    List<UnansweredChat> unanswered(SessionName session, StatsRange range, int limit) {
        return read(
                jdbc -> of(jdbc.sql(UNANSWERED), session, range).param("limit", limit),
                (row, n) -> new UnansweredChat(
                        row.getString("chat_id"),
                        row.getString("name"),
                        SqlTime.get(row, "waiting_since"),
                        SqlTime.get(row, "last_message_at"),
                        row.getLong("messages")));
    }

    List<ActiveMember> members(SessionName session, StatsRange range, @Nullable Jid chat, int limit) {
        return read(
                jdbc -> of(jdbc.sql(MEMBERS), session, range)
                        .param("chat", address(chat), Types.VARCHAR)
                        .param("limit", limit),
                (row, n) -> new ActiveMember(
                        row.getString("member_id"),
                        row.getString("name"),
                        row.getLong("messages"),
                        row.getLong("media")));
    }

    List<FileCount> files(SessionName session, StatsRange range, Step step, @Nullable Jid chat) {
        return read(
                jdbc -> of(jdbc.sql(FILES), session, range)
                        .param("by", step.word())
                        .param("zone", range.zone().getId())
                        .param("chat", address(chat), Types.VARCHAR),
                (row, n) -> new FileCount(
                        SqlTime.get(row, "starts_at"),
                        row.getString("kind"),
                        row.getLong("files"),
                        row.getLong("bytes"),
                        row.getLong("stored_files"),
                        row.getLong("stored_bytes")));
    }

    List<NewContacts> contacts(SessionName session, StatsRange range, Step step) {
        return read(
                jdbc -> of(jdbc.sql(CONTACTS), session, range)
                        .param("by", step.word())
                        .param("zone", range.zone().getId()),
                (row, n) -> new NewContacts(
                        SqlTime.get(row, "starts_at"),
                        row.getLong("people"),
                        row.getLong("groups"),
                        row.getLong("others")));
    }

    /** A statement with its values. */
    private interface Question {
        JdbcClient.StatementSpec in(JdbcClient jdbc);
    }

    private <T> List<T> series(String sql, SessionName session, Series series, RowMapper<T> mapper) {
        return read(
                jdbc -> of(jdbc.sql(sql), session, series.range())
                        .param("by", series.step().word())
                        .param("zone", series.range().zone().getId())
                        .param("chat", address(series.chat()), Types.VARCHAR)
                        .param("per", series.per(), Types.VARCHAR)
                        .param("limit", series.limit()),
                mapper);
    }

    private static JdbcClient.StatementSpec of(
            JdbcClient.StatementSpec statement, SessionName session, StatsRange range) {
        return statement
                .param("session", session.value())
                .param("from", SqlTime.of(range.from()))
                .param("to", SqlTime.of(range.to()));
    }

    private <T> List<T> read(Question question, RowMapper<T> mapper) {
        try {
            return Objects.requireNonNull(snapshot.once(
                            jdbc -> question.in(JdbcClient.create(jdbc)).query((ResultSet row) -> rows(row, mapper))))
                    .orElseThrow(() -> new ProblemException(ProblemType.SESSION_NOT_FOUND));
        } catch (DataIntegrityViolationException e) {
            // The zones of a server's operating system are not always all of Java's.
            throw StatsRange.unknownZone();
        }
    }

    /** Empty where there is no such session. */
    private static <T> Optional<List<T>> rows(ResultSet row, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        boolean isThere = false;
        while (row.next()) {
            isThere = true;
            if (row.getObject(1) != null) {
                rows.add(mapper.mapRow(row, rows.size()));
            }
        }
        return isThere ? Optional.of(rows) : Optional.empty();
    }

    private static @Nullable String address(@Nullable Jid chat) {
        return chat == null ? null : chat.value();
    }

    private static @Nullable Double seconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : seconds;
    }
}
