package com.tradingsystem.whatsapp.persistence;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts and hashes of what an archive says, in words that the change of message identities leaves as they were. */
final class ArchiveDigest {

    private static final String KEY = "k.session_name, k.core_id, k.is_from_me";

    private static final Map<String, String> UNCHANGED = Map.of(
            "message_keys",
                    "select id, session_name, core_id, is_from_me, chat_id, \"timestamp\", message_type, has_media"
                            + " from whatsapp_gateway.message_keys",
            "messages", "select to_jsonb(m) - 'from_lid' from whatsapp_gateway.messages m",
            "lid_links", "select * from whatsapp_gateway.lid_links",
            "webhook_events", "select to_jsonb(e) - 'chat_id' - 'author' from whatsapp_gateway.webhook_events e",
            "messages_hourly_stats", "select * from whatsapp_gateway.messages_hourly_stats",
            "session_counts", "select * from whatsapp_gateway.session_counts");

    private static final Map<String, String> BEFORE = Map.of(
            "message_search",
                    "select " + KEY + ", chat_id, \"timestamp\", vector from whatsapp_gateway.message_search k",
            "message_aliases", "select " + KEY + ", message_id from whatsapp_gateway.message_aliases k",
            "message_lids", "select " + KEY + ", lid from whatsapp_gateway.message_lids k",
            "media_downloads",
                    "select to_jsonb(d) from whatsapp_gateway.media_downloads d"
                            + " join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)",
            "deleted_messages", "select distinct " + KEY + " from whatsapp_gateway.deleted_messages k");

    private static final Map<String, String> AFTER = Map.of(
            "message_search",
                    "select " + KEY + ", t.chat_id, t.\"timestamp\", vector from whatsapp_gateway.message_search t"
                            + " join whatsapp_gateway.message_keys k on k.id = t.message_number",
            "message_aliases",
                    "select " + KEY + ", message_id from whatsapp_gateway.message_aliases t"
                            + " join whatsapp_gateway.message_keys k on k.id = t.message_number",
            "message_lids",
                    "select " + KEY + ", lid from whatsapp_gateway.message_lids t"
                            + " join whatsapp_gateway.message_keys k on k.id = t.message_number"
                            + " and k.session_name = t.session_name",
            "media_downloads",
                    "select to_jsonb(d) - 'message_number' from whatsapp_gateway.media_downloads d"
                            + " join whatsapp_gateway.message_keys k on k.id = d.message_number"
                            + " and (" + KEY + ") = (d.session_name, d.core_id, d.is_from_me)",
            "deleted_messages",
                    "select " + KEY + " from whatsapp_gateway.deleted_messages t"
                            + " join whatsapp_gateway.message_keys k on k.id = t.message_number");

    /** What is said about messages, and what is new in its rows. */
    private static final Map<String, String> REFERENCES = Map.of(
            "message_receipts", "to_jsonb(t) - 'chat_id'",
            "message_reactions", "to_jsonb(t) - 'chat_id'",
            "message_edits", "to_jsonb(t) - 'chat_id' - 'is_from_me'",
            "message_revocations",
                    "to_jsonb(t) - 'chat_id' - 'is_from_me' || jsonb_build_object('revoked_by', nullif(revoked_by, ''))",
            "poll_votes", "to_jsonb(t) - 'chat_id'",
            "invitation_answers", "to_jsonb(t) - 'chat_id'");

    private ArchiveDigest() {}

    static Map<String, String> before(JdbcClient jdbc) {
        Map<String, String> digest = digest(jdbc, UNCHANGED);
        digest.putAll(digest(jdbc, BEFORE));
        REFERENCES.keySet().forEach(table -> {
            digest.put(table, digest(jdbc, "select to_jsonb(t) from whatsapp_gateway.%s t".formatted(table)));
            // Where it belongs: to each chat that has a message of that id.
            digest.put(table + ", chats", digest(jdbc, """
                    select t.session_name, t.core_id, coalesce(k.chat_id, '')
                      from whatsapp_gateway.%s t
                      left join whatsapp_gateway.message_keys k using (session_name, core_id)
                     group by 1, 2, 3""".formatted(table)));
        });
        return digest;
    }

    static Map<String, String> after(JdbcClient jdbc) {
        Map<String, String> digest = digest(jdbc, UNCHANGED);
        digest.putAll(digest(jdbc, AFTER));
        REFERENCES.forEach((table, row) -> {
            digest.put(table, digest(jdbc, "select distinct " + row + " from whatsapp_gateway." + table + " t"));
            digest.put(
                    table + ", chats",
                    digest(jdbc, "select distinct session_name, core_id, chat_id from whatsapp_gateway." + table));
        });
        return digest;
    }

    /** Everything in all tables, new columns included, but when a file was let go. */
    static Map<String, String> ofAllRows(JdbcClient jdbc) {
        Map<String, String> digest = new TreeMap<>();
        jdbc.sql("""
                        select relname from pg_class
                         where relnamespace = 'whatsapp_gateway'::regnamespace and relkind = 'r' and relname not like 'flyway%'""")
                .query(String.class)
                .list()
                .forEach(table -> digest.put(
                        table,
                        digest(jdbc, "select to_jsonb(t) - 'queued_at' from whatsapp_gateway.%s t".formatted(table))));
        return digest;
    }

    private static Map<String, String> digest(JdbcClient jdbc, Map<String, String> queries) {
        Map<String, String> digest = new TreeMap<>();
        queries.forEach((name, query) -> digest.put(name, digest(jdbc, query)));
        return digest;
    }

    private static String digest(JdbcClient jdbc, String query) {
        return jdbc.sql("""
                        select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(r::text), '' order by md5(r::text))), 'none')
                          from (%s) r""".formatted(query)).query(String.class).single();
    }
}
