package com.tradingsystem.whatsapp.message.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the small pictures that WhatsApp embeds in messages as previews of their files. Safe for use by many threads. */
public final class EmbeddedPreviews {

    /** Real ones have a few kilobytes. */
    private static final int MAX_BYTES = 256 * 1024;

    /**
     * Whatever the engine: a field of that name at the message itself comes before one inside a quoted message, as a path
     * visits an object before what is in it. WEBJS puts it into the place of the text.
     */
    private static final String SELECT = """
            select coalesce(
                     jsonb_path_query_first(raw_data, '$.**.jpegThumbnail'),
                     jsonb_path_query_first(raw_data, '$.**.JPEGThumbnail'),
                     raw_data -> 'body') as preview
              from whatsapp_gateway.messages_at(:session, array[:chat], array[:time::timestamptz], array[:number::bigint])""";

    private static final ObjectMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final ReadSnapshot snapshot;

    EmbeddedPreviews(JdbcClient jdbc, ReadSnapshot snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** The preview of the file of the message with this number, said to be a JPEG and not checked; empty where there is none. */
    public Optional<byte[]> find(long message) {
        return snapshot.read(
                () -> location(message).flatMap(at -> preview(message, at)).flatMap(EmbeddedPreviews::decode));
    }

    private record Location(String session, String chat, Instant time) {}

    private Optional<Location> location(long message) {
        return jdbc.sql("""
                        select session_name, chat_id, "timestamp"
                          from whatsapp_gateway.message_keys
                         where id = :number""")
                .param("number", message)
                .query((row, n) -> new Location(
                        row.getString("session_name"), row.getString("chat_id"), SqlTime.get(row, "timestamp")))
                .optional();
    }

    private Optional<String> preview(long message, Location at) {
        return jdbc.sql(SELECT)
                .param("session", at.session())
                .param("chat", at.chat())
                .param("time", SqlTime.of(at.time()))
                .param("number", message)
                .query((row, n) -> Optional.ofNullable(row.getString("preview")))
                .optional()
                .flatMap(preview -> preview);
    }

    /** Base64; or the bytes one by one, as JavaScript writes them. */
    private static Optional<byte[]> decode(String json) {
        try {
            byte[] bytes = decode(JSON.readTree(json));
            return bytes == null || bytes.length == 0 || bytes.length > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(bytes);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte @Nullable [] decode(JsonNode preview) {
        if (preview.isTextual()) {
            return Base64.getDecoder().decode(preview.asText());
        }
        JsonNode data = preview.has("data") ? preview.get("data") : preview;
        if (data.isTextual()) {
            return Base64.getDecoder().decode(data.asText());
        }
        if (!data.isContainerNode() || data.size() > MAX_BYTES) {
            return null;
        }
        byte[] bytes = new byte[data.size()];
        for (int i = 0; i < bytes.length; i++) {
            JsonNode value = data.isArray() ? data.get(i) : data.get(Integer.toString(i));
            if (value == null || !value.isInt()) {
                return null;
            }
            bytes[i] = (byte) value.asInt();
        }
        return bytes;
    }
}
