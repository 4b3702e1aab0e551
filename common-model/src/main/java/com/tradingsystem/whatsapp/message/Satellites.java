package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what belongs to messages: reactions, edits, receipts. Safe for use by many threads. */
public final class Satellites {

    private final JdbcClient jdbc;

    Satellites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody's present reaction.
     *
     * @param emoji empty for one that was taken back
     */
    public record Reaction(String coreId, String reactor, String emoji, Instant at) {}

    /** One version of a message's text; the body is null where it could not be read. */
    public record Edit(
            String editId, String editor, @Nullable String body, Instant at) {}

    /** How far a message got with one participant, who is empty where WAHA did not tell. */
    public record Receipt(
            String participant,
            @Nullable Instant serverAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant playedAt,
            @Nullable Instant errorAt) {}

    /** The reactions to each of these messages, oldest first, taken back ones included. */
    public Map<String, List<Reaction>> reactions(SessionName session, Collection<String> coreIds) {
        if (coreIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select core_id, reactor, emoji, reacted_at
                          from whatsapp_gateway.message_reactions
                         where session_name = :session and core_id = any(:cores)
                         order by reacted_at, reactor""")
                .param("session", session.value())
                .param("cores", coreIds.toArray(String[]::new))
                .query((row, n) -> new Reaction(
                        row.getString("core_id"),
                        row.getString("reactor"),
                        row.getString("emoji"),
                        SqlTime.get(row, "reacted_at")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Reaction::coreId));
    }

    /** The versions of a message's text after the first, oldest first. */
    public List<Edit> edits(SessionName session, String coreId) {
        return jdbc.sql("""
                        select edit_id, editor, body, edited_at
                          from whatsapp_gateway.message_edits
                         where session_name = :session and core_id = :core
                         order by edited_at, edit_id""")
                .param("session", session.value())
                .param("core", coreId)
                .query((row, n) -> new Edit(
                        row.getString("edit_id"),
                        row.getString("editor"),
                        row.getString("body"),
                        SqlTime.get(row, "edited_at")))
                .list();
    }

    /** How far a message got with each participant. */
    public List<Receipt> receipts(SessionName session, String coreId) {
        return jdbc.sql("""
                        select participant, server_at, delivered_at, read_at, played_at, error_at
                          from whatsapp_gateway.message_receipts
                         where session_name = :session and core_id = :core
                         order by participant""")
                .param("session", session.value())
                .param("core", coreId)
                .query((row, n) -> new Receipt(
                        row.getString("participant"),
                        SqlTime.find(row, "server_at"),
                        SqlTime.find(row, "delivered_at"),
                        SqlTime.find(row, "read_at"),
                        SqlTime.find(row, "played_at"),
                        SqlTime.find(row, "error_at")))
                .list();
    }

    /** Which of these messages were deleted for everyone. */
    public Set<String> revoked(SessionName session, Collection<String> coreIds) {
        if (coreIds.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("""
                        select core_id from whatsapp_gateway.message_revocations
                         where session_name = :session and core_id = any(:cores)""")
                .param("session", session.value())
                .param("cores", coreIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
