package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that was said about the messages of one core id in a chat, by whomever. */
public record ReportedAmendments(List<Edits> edits, List<Revocation> revocations, AckCandidate ack) {

    static final ReportedAmendments NONE = new ReportedAmendments(List.of(), List.of(), AckCandidate.NONE);

    /**
     * The edits of one editor.
     *
     * @param at of the newest
     * @param body of the newest that can be read
     */
    public record Edits(
            boolean fromMe,
            Jid editor,
            Instant at,
            @Nullable String body,
            @Nullable Instant bodyAt,
            @Nullable String bodyEditId) {}

    /**
     * A request to delete the message for everyone.
     *
     * @param by null if unknown
     */
    public record Revocation(boolean fromMe, @Nullable Jid by, Instant at) {}

    /** The laterals keep the server to one index probe per message and table, however it guesses. */
    private static final String FIND = """
            with r as materialized (select * from %s)
            select 'edit' as kind, r.session_name, r.chat_id, r.core_id, t.is_from_me, t.editor as who,
                   max(t.edited_at) as at,
                   (array_agg(t.body order by t.edited_at desc, t.edit_id collate "C" desc)
                      filter (where t.body is not null))[1] as body,
                   (array_agg(t.edited_at order by t.edited_at desc, t.edit_id collate "C" desc)
                      filter (where t.body is not null))[1] as body_at,
                   (array_agg(t.edit_id order by t.edited_at desc, t.edit_id collate "C" desc)
                      filter (where t.body is not null))[1] as body_edit_id,
                   null::timestamptz as server_at, null::timestamptz as delivered_at, null::timestamptz as read_at,
                   null::timestamptz as played_at, null::boolean as failed
              from r
             cross join lateral (
               select * from whatsapp_gateway.message_edits t
                where t.session_name = r.session_name and t.chat_id = r.chat_id and t.core_id = r.core_id offset 0) t
             group by r.session_name, r.chat_id, r.core_id, t.is_from_me, t.editor
             union all
            select 'revocation', r.session_name, r.chat_id, r.core_id, t.is_from_me, t.revoked_by, t.revoked_at,
                   null, null, null, null, null, null, null, null
              from r
             cross join lateral (
               select * from whatsapp_gateway.message_revocations t
                where t.session_name = r.session_name and t.chat_id = r.chat_id and t.core_id = r.core_id offset 0) t
             union all
            select 'receipt', r.session_name, r.chat_id, r.core_id, null, null, null, null, null, null,
                   a.server_at, a.delivered_at, a.read_at, a.played_at, a.failed
              from r
             cross join lateral (
               select min(t.server_at) as server_at, min(t.delivered_at) as delivered_at, min(t.read_at) as read_at,
                      min(t.played_at) as played_at, bool_or(t.error_at is not null) as failed
                 from whatsapp_gateway.message_receipts t
                where t.session_name = r.session_name and t.chat_id = r.chat_id and t.core_id = r.core_id) a
             where a.failed is not null""".formatted(MessageRefs.COLUMNS.unnest("r"));

    /** Asks what was said about these messages, each in every chat it may be stored in. */
    public static Question ask(Connection connection, List<MessageRef> everywhere) throws SQLException {
        return new Question(MessageRefs.COLUMNS.ask(connection, FIND, everywhere, Row::new));
    }

    /** One thing that was said. */
    private record Row(SessionName session, Jid chat, String coreId, ReportedAmendments said) {

        Row(ResultSet row) throws SQLException {
            this(
                    new SessionName(row.getString("session_name")),
                    Jid.stored(row.getString("chat_id")),
                    row.getString("core_id"),
                    read(row));
        }
    }

    /** What was asked. */
    public record Question(Pipeline.Answer<Row> rows) {

        /** By messages in their canonical chats; those of which nothing was said are left out. */
        public Map<MessageRef, ReportedAmendments> answer(Addresses addresses) throws SQLException {
            Map<MessageRef, ReportedAmendments> found = new HashMap<>();
            for (Row row : rows.get()) {
                found.merge(
                        MessageRefs.of(row.session, row.chat, row.coreId, addresses),
                        row.said,
                        ReportedAmendments::and);
            }
            return found;
        }
    }

    private static ReportedAmendments read(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "edit" ->
                new ReportedAmendments(
                        List.of(new Edits(
                                row.getBoolean("is_from_me"),
                                Jid.stored(row.getString("who")),
                                SqlTime.get(row, "at"),
                                row.getString("body"),
                                SqlTime.find(row, "body_at"),
                                row.getString("body_edit_id"))),
                        List.of(),
                        AckCandidate.NONE);
            case "revocation" ->
                new ReportedAmendments(
                        List.of(),
                        List.of(new Revocation(
                                row.getBoolean("is_from_me"),
                                Jid.storedOrNull(row.getString("who")),
                                SqlTime.get(row, "at"))),
                        AckCandidate.NONE);
            default -> new ReportedAmendments(List.of(), List.of(), ack(row));
        };
    }

    private static AckCandidate ack(ResultSet row) throws SQLException {
        boolean failed = row.getBoolean("failed");
        String[] levels = {"played_at", "read_at", "delivered_at", "server_at"};
        for (int i = 0; i < levels.length; i++) {
            Instant at = SqlTime.find(row, levels[i]);
            if (at != null) {
                return new AckCandidate(levels.length - i, at, failed);
            }
        }
        return new AckCandidate(0, null, failed);
    }

    private ReportedAmendments and(ReportedAmendments other) {
        List<Edits> allEdits = new ArrayList<>(edits);
        allEdits.addAll(other.edits);
        List<Revocation> allRevocations = new ArrayList<>(revocations);
        allRevocations.addAll(other.revocations);
        return new ReportedAmendments(allEdits, allRevocations, ack.merge(other.ack));
    }
}
