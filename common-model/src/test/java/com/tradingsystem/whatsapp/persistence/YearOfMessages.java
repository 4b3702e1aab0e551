package com.tradingsystem.whatsapp.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A year and more of messages in weekly chunks, made in a few seconds, to ask for plans on. Written by SQL of its own with only
 * what plans depend on: keys, rows and words.
 *
 * <p>Message {@code n} (from 1) of a day is sent {@code n} times 7 minutes after midnight UTC, in the chats in turn; every third
 * is from me, every fifth has media. The last day is today.
 *
 * @param session the session all are in
 * @param days how many days
 * @param perDay messages a day, up to 200
 * @param chats over how many chats they are spread
 */
public record YearOfMessages(String session, int days, int perDay, int chats) {

    /** One session with 365 days of 20 messages in 20 chats. */
    public static YearOfMessages small() {
        return new YearOfMessages("year", 365, 20, 20);
    }

    /** Writes them all and has the planner's statistics gathered. */
    public YearOfMessages writeTo(TestDatabase database) {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("""
                        with keys as (
                          insert into whatsapp_gateway.message_keys
                            (session_name, core_id, is_from_me, chat_id, author, "timestamp", message_type, has_media)
                          select :session, 'C' || day || 'N' || n, n % 3 = 0, (551100000000 + n % :chats) || '@c.us',
                                 case when n % 3 = 0 then '' else (551100000000 + n % :chats) || '@c.us' end,
                                 :today::timestamptz - day * interval '1 day' + n * interval '7 minutes',
                                 case when n % 5 = 0 then 'image' else 'text' end, n % 5 = 0
                            from generate_series(0, :days - 1) day, generate_series(1, :perDay) n
                          returning *
                        ), rows as (
                          insert into whatsapp_gateway.messages
                            (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id,
                             message_type, body, has_media, is_forwarded, ack, ack_error, is_deleted, sync_source,
                             time_rank, content_rank, content_at, content_event)
                          select id, session_name, chat_id, "timestamp", core_id, is_from_me,
                                 is_from_me || '_' || chat_id || '_' || core_id, chat_id, message_type,
                                 'Olá, a reunião de número ' || core_id, has_media, false, 2, false, false, 'webhook',
                                 0, 0, "timestamp", 'evt_' || core_id
                            from keys
                          returning *
                        )
                        insert into whatsapp_gateway.message_search
                        select id, session_name, chat_id, "timestamp",
                               whatsapp_gateway.search_vector(body, null, null)
                          from rows
                        """)
                .param("session", session)
                .param("chats", chats)
                .param("today", today().toString())
                .param("days", days)
                .param("perDay", perDay)
                .update();
        jdbc.sql("vacuum analyze whatsapp_gateway.message_keys").update();
        jdbc.sql("analyze whatsapp_gateway.messages").update();
        jdbc.sql("analyze whatsapp_gateway.message_search").update();
        return this;
    }

    /** When message {@code n} of the day {@code daysAgo} was sent. */
    public Instant sentAt(int daysAgo, int n) {
        return today().minus(daysAgo, ChronoUnit.DAYS).plus(7L * n, ChronoUnit.MINUTES);
    }

    /** Its core id. */
    public String coreId(int daysAgo, int n) {
        return "C" + daysAgo + "N" + n;
    }

    /** Its chat. */
    public String chat(int n) {
        return (551_100_000_000L + n % chats) + "@c.us";
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }
}
