package com.tradingsystem.whatsapp.gateway.docs;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The archive that the examples of the documentation speak of. The documentation's values are these. */
final class ExampleArchive {

    private static final String ANA = "5511987654321@c.us";
    private static final String SHOP = "5511900000000@c.us";
    private static final String FAMILY = "120363000000000001@g.us";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final TestDatabase database;
    private final ArchiveRows rows;

    ExampleArchive(TestDatabase database) {
        this.database = database;
        this.rows = new ArchiveRows(database, "main");
    }

    void fill() {
        rows.insert(
                "sessions",
                row(
                        "status", "connected",
                        "waha_status", "WORKING",
                        "status_at", NOON.minusSeconds(60),
                        "connected_at", NOON.minusSeconds(60),
                        "whatsapp_id", SHOP,
                        "lid", "90000000000001@lid",
                        "phone_number", "5511900000000",
                        "profile_name", "Loja",
                        "engine", "NOWEB",
                        "waha_version", "2026.7.1",
                        "last_event_at", NOON.plusSeconds(95),
                        "last_heartbeat_at", NOON.plusSeconds(95)));
        rows.insert("session_counters", Map.of("slot", 0, "messages_sent", 1L, "messages_received", 2L));
        rows.insert("lid_links", Map.of("lid", "90000000000077@lid", "phone", ANA));
        rows.insert("contacts", contact(ANA, "individual", "push_name", "Ana", "phone_number", "5511987654321"));
        rows.insert("contacts", contact(FAMILY, "group", "group_name", "Família", "group_owner", ANA));
        member(NOON, "join", "participant");
        member(NOON.plusSeconds(60), "promote", "admin");
        rows.message(
                ANA,
                NOON,
                "3EB0AAAA0001",
                columns(Map.of("to_whatsapp_id", SHOP, "body", "Bom dia! Vocês têm o contrato?", "source", "app")));
        document();
        rows.message(
                ANA,
                NOON.plusSeconds(90),
                "3EB0AAAA0003",
                columns(Map.of("to_whatsapp_id", SHOP, "body", "Obrigada!", "source", "app")));
        database.jdbc().sql("""
                        insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
                        select m.id, m.session_name, m.chat_id, m."timestamp",
                               whatsapp_gateway.search_vector(m.body, m.media_filename, m.contact_name)
                          from whatsapp_gateway.messages m""").update();
        database.jdbc().sql("""
                        update whatsapp_gateway.contacts
                           set created_at = '2026-05-04 12:00Z', updated_at = '2026-05-04 12:01:30Z'""").update();
        database.jdbc().sql("""
                        update whatsapp_gateway.sessions
                           set created_at = '2026-05-01 09:00Z', updated_at = '2026-05-04 12:01:35Z'""").update();
    }

    private void member(Instant at, String change, String role) {
        rows.insert(
                "group_membership_events",
                row("group_id", FAMILY, "member_id", ANA, "at", at, "change", change, "role", role));
    }

    private void document() {
        rows.message(
                ANA,
                NOON.plusSeconds(60),
                "3EB0AAAA0002",
                columns(row(
                        "is_from_me",
                        true,
                        "message_id",
                        "true_" + ANA + "_3EB0AAAA0002",
                        "from_whatsapp_id",
                        SHOP,
                        "to_whatsapp_id",
                        ANA,
                        "message_type",
                        "document",
                        "body",
                        "Segue o contrato assinado",
                        "original_body",
                        "Segue o contrato",
                        "edited_at",
                        NOON.plusSeconds(75),
                        "has_media",
                        true,
                        "media_type",
                        "document",
                        "media_mime_type",
                        "application/pdf",
                        "media_size_bytes",
                        48213L,
                        "media_filename",
                        "contrato.pdf",
                        "quoted_message_id",
                        "3EB0AAAA0001",
                        "quoted_participant",
                        ANA,
                        "quoted_body",
                        "Bom dia! Vocês têm o contrato?",
                        "ack",
                        3,
                        "ack_timestamp",
                        NOON.plusSeconds(80),
                        "source",
                        "api")));
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        rows.insert(
                "media_downloads",
                row(
                        "core_id",
                        "3EB0AAAA0002",
                        "is_from_me",
                        true,
                        "message_id",
                        "true_" + ANA + "_3EB0AAAA0002",
                        "chat_id",
                        ANA,
                        "message_timestamp",
                        NOON.plusSeconds(60),
                        "media_type",
                        "document",
                        "download_status",
                        "completed",
                        "minio_bucket",
                        "whatsapp-media",
                        "minio_key",
                        "main/" + ANA + "/2026/05/" + hash + ".pdf",
                        "file_hash",
                        hash,
                        "file_size_bytes",
                        48213L));
        rows.insert(
                "message_edits",
                row(
                        "core_id",
                        "3EB0AAAA0002",
                        "edited_at",
                        NOON.plusSeconds(75),
                        "edit_id",
                        "3EB0CCCC0001",
                        "is_from_me",
                        true,
                        "editor",
                        SHOP,
                        "body",
                        "Segue o contrato assinado"));
        rows.insert(
                "message_receipts",
                row(
                        "core_id",
                        "3EB0AAAA0002",
                        "participant",
                        ANA,
                        "delivered_at",
                        NOON.plusSeconds(62),
                        "read_at",
                        NOON.plusSeconds(80)));
        rows.insert(
                "message_reactions",
                row("core_id", "3EB0AAAA0002", "reactor", ANA, "emoji", "🙏", "reacted_at", NOON.plusSeconds(85)));
    }

    private static Map<String, Object> columns(Map<String, Object> columns) {
        Map<String, Object> all = new HashMap<>(columns);
        all.put("created_at", NOON);
        all.put("updated_at", NOON.plusSeconds(90));
        return all;
    }

    private static Map<String, Object> contact(String id, String type, Object... columns) {
        Map<String, Object> all = row(columns);
        all.put("whatsapp_id", id);
        all.put("contact_type", type);
        all.put("first_seen_at", NOON);
        all.put("last_seen_at", NOON.plusSeconds(90));
        return all;
    }

    /** Adds what every row of these tables has, so that nothing depends on when the tests run. */
    private static Map<String, Object> row(Object... columns) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1]);
        }
        return row;
    }
}
