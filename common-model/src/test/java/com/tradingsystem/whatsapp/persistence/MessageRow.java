package com.tradingsystem.whatsapp.persistence;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One incoming text, written as the writer would: key, row and words. */
record MessageRow(String session, String coreId, boolean fromMe, String chat, Instant at) {

    static MessageRow of(String coreId, Instant at) {
        return new MessageRow("main", coreId, false, "5511@c.us", at);
    }

    MessageRow sentByMe() {
        return new MessageRow(session, coreId, true, chat, at);
    }

    void writeTo(JdbcClient jdbc) {
        jdbc.sql("""
                        with key as (
                          insert into whatsapp_gateway.message_keys
                            (session_name, core_id, is_from_me, chat_id, author, "timestamp", message_type, has_media)
                          values (:session, :coreId, :fromMe, :chat, case when :fromMe then '' else :chat end,
                                  :at::timestamptz, 'text', false)
                          returning *
                        ), word as (
                          insert into whatsapp_gateway.message_search
                          select id, session_name, chat_id, "timestamp", 'word'::tsvector from key
                        )
                        insert into whatsapp_gateway.messages
                          (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id,
                           message_type, body, has_media, is_forwarded, ack, ack_error, is_deleted, sync_source,
                           time_rank, content_rank, content_at, content_event)
                        select id, session_name, chat_id, "timestamp", core_id, is_from_me, core_id, chat_id,
                               message_type, 'word', false, false, 2, false, false, 'webhook',
                               0, 0, "timestamp", core_id
                          from key
                        """)
                .param("session", session)
                .param("coreId", coreId)
                .param("fromMe", fromMe)
                .param("chat", chat)
                .param("at", at.toString())
                .update();
    }
}
