package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what belongs to messages: reactions, edits, receipts. Safe for use by many threads. */
public final class Annotations {

    private final JdbcClient jdbc;

    /** @param jdbc each call is a statement of its own */
    public Annotations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A person's current reaction.
     *
     * @param emoji empty for one that was taken back
     */
    public record Reaction(String coreId, String reactor, String emoji, Instant at) {}

    /**
     * One version of a message's text.
     *
     * @param chatId where it was said
     * @param fromMe whether the account itself made it
     * @param body null where it could not be read
     */
    public record Edit(
            String chatId,
            String editId,
            boolean fromMe,
            String editor,
            @Nullable String body,
            Instant at) {}

    /**
     * A request to delete a message for everyone.
     *
     * @param revoker empty if unknown
     */
    public record Revocation(String chatId, boolean fromMe, String revoker, Instant at) {}

    /** A person's current vote in a poll. */
    public record Vote(String voter, String selectedOptions, boolean readable, Instant at) {}

    /** A person's current answer to an invitation. */
    public record Answer(
            String respondent,
            @Nullable String response,
            @Nullable Integer extraGuests,
            Instant at) {}

    /** How far a message got with one participant, who is empty where WAHA did not tell. */
    public record Receipt(
            String participant,
            @Nullable Instant serverAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant playedAt,
            @Nullable Instant errorAt) {}

    /** What of a flood is shown. */
    private static final int MOST = 200;

    /** The reactions to each of these messages of a chat, oldest first, taken back ones included. */
    public Map<String, List<Reaction>> reactions(SessionName session, List<String> chats, Collection<String> coreIds) {
        if (coreIds.isEmpty()) {
            return Map.of();
        }
        return select(
                        session,
                        chats,
                        coreIds,
                        "message_reactions",
                        "reacted_at, reactor",
                        (row, n) -> new Reaction(
                                row.getString("core_id"),
                                row.getString("reactor"),
                                row.getString("emoji"),
                                SqlTime.get(row, "reacted_at")))
                .collect(Collectors.groupingBy(Reaction::coreId));
    }

    /**
     * The edits of the messages with this core id in a chat, whoever made them, oldest first; and those that were made in chats that
     * have no such message. Of more than {@value #MOST} the newest.
     */
    public List<Edit> edits(SessionName session, List<String> chats, String coreId) {
        return jdbc.sql("""
                        select *
                          from (%s
                                 order by edited_at desc, edit_id
                                 limit %d) newest
                         order by edited_at, edit_id""".formatted(spoken("message_edits"), MOST))
                .param("session", session.value())
                .param("core", coreId)
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> new Edit(
                        row.getString("chat_id"),
                        row.getString("edit_id"),
                        row.getBoolean("is_from_me"),
                        row.getString("editor"),
                        row.getString("body"),
                        SqlTime.get(row, "edited_at")))
                .list();
    }

    /** Who asked to delete the messages with this core id, by the same rule. */
    public List<Revocation> revocations(SessionName session, List<String> chats, String coreId) {
        return jdbc.sql("""
                        select *
                          from (%s
                                 order by revoked_at
                                 limit %d) oldest
                         order by revoked_at, revoked_by""".formatted(spoken("message_revocations"), MOST))
                .param("session", session.value())
                .param("core", coreId)
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> new Revocation(
                        row.getString("chat_id"),
                        row.getBoolean("is_from_me"),
                        row.getString("revoked_by"),
                        SqlTime.get(row, "revoked_at")))
                .list();
    }

    private static String spoken(String table) {
        return """
                select t.*
                  from whatsapp_gateway.%s t
                 where t.session_name = :session and t.core_id = :core
                   and (t.chat_id = any(:chats)
                        or not exists (select from whatsapp_gateway.message_keys k
                                        where k.session_name = t.session_name and k.core_id = t.core_id
                                          and k.chat_id in (t.chat_id,
                                                            whatsapp_gateway.canonical_chat_id(t.session_name, t.chat_id))))""".formatted(table);
    }

    /** The votes in a poll of a chat, oldest first. */
    public List<Vote> votes(SessionName session, List<String> chats, String coreId) {
        return select(
                        session,
                        chats,
                        List.of(coreId),
                        "poll_votes",
                        "voted_at, voter",
                        (row, n) -> new Vote(
                                row.getString("voter"),
                                row.getString("selected_options"),
                                row.getBoolean("is_readable"),
                                SqlTime.get(row, "voted_at")))
                .toList();
    }

    /** The answers to an invitation in a chat, oldest first. */
    public List<Answer> answers(SessionName session, List<String> chats, String coreId) {
        return select(
                        session,
                        chats,
                        List.of(coreId),
                        "invitation_answers",
                        "answered_at, respondent",
                        (row, n) -> new Answer(
                                row.getString("respondent"),
                                row.getString("response"),
                                row.getObject("extra_guests", Integer.class),
                                SqlTime.get(row, "answered_at")))
                .toList();
    }

    /** How far the messages with this core id in a chat got with each participant. */
    public List<Receipt> receipts(SessionName session, List<String> chats, String coreId) {
        return select(
                        session,
                        chats,
                        List.of(coreId),
                        "message_receipts",
                        "participant",
                        (row, n) -> new Receipt(
                                row.getString("participant"),
                                SqlTime.find(row, "server_at"),
                                SqlTime.find(row, "delivered_at"),
                                SqlTime.find(row, "read_at"),
                                SqlTime.find(row, "played_at"),
                                SqlTime.find(row, "error_at")))
                .toList();
    }

    private <T> Stream<T> select(
            SessionName session,
            List<String> chats,
            Collection<String> coreIds,
            String table,
            String order,
            RowMapper<T> mapper) {
        return jdbc
                .sql("""
                        select *
                          from whatsapp_gateway.%s
                         where session_name = :session and chat_id = any(:chats) and core_id = any(:cores)
                         order by %s""".formatted(table, order))
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .param("cores", coreIds.toArray(String[]::new))
                .query(mapper)
                .list()
                .stream();
    }
}
