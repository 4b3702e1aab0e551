package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of {@code media_downloads} as the ingest leaves them, and the classes that work on them, for tests. */
public final class MediaRows {

    public static final Instant MESSAGE_TIME = Instant.parse("2026-01-31T23:30:00Z");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public MediaRows(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    public MediaLeases claims() {
        return new MediaLeases(jdbc);
    }

    public MediaResults results() {
        return new MediaResults(jdbc, transactions);
    }

    public ObjectGarbage garbage(InstantSource clock) {
        return new ObjectGarbage(jdbc, transactions, clock);
    }

    public MediaBacklog backlog() {
        return new MediaBacklog(jdbc);
    }

    /** A pending row of a received picture in one chat; its file name is {@code {coreId}.jpeg}. */
    public Row row(SessionName session, String coreId) {
        return new Row(session.value(), coreId);
    }

    /** What a row says now, by column. */
    public Map<String, Object> read(long id) {
        return jdbc.sql("select * from whatsapp_gateway.media_downloads where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    /** The state and the reason of a row, for example {@code failed empty}. */
    public String state(long id) {
        return jdbc.sql("""
                        select concat_ws(' ', download_status, download_reason)
                          from whatsapp_gateway.media_downloads where id = :id""").param("id", id).query(String.class).single();
    }

    /** Lets this much time pass for a row, without waiting. */
    public void age(long id, Duration time) {
        jdbc.sql("""
                        update whatsapp_gateway.media_downloads
                           set lease_until = lease_until - make_interval(secs => :time),
                               next_retry_at = next_retry_at - make_interval(secs => :time),
                               media_url_at = media_url_at - make_interval(secs => :time),
                               queued_at = queued_at - make_interval(secs => :time)
                         where id = :id""").param("time", time.toSeconds()).param("id", id).update();
    }

    /** Lets the time pass that it waits, unless a worker has it in hand: that would look as if the worker had died. */
    public void endWait(long id, Duration time) {
        jdbc.sql("""
                        update whatsapp_gateway.media_downloads
                           set next_retry_at = next_retry_at - make_interval(secs => :time)
                         where id = :id and download_status <> 'downloading'""").param("time", time.toSeconds()).param("id", id).update();
    }

    /** One row to be. */
    public final class Row {

        private final String session;
        private final String coreId;
        private String chat = "5511987654321@c.us";
        private @Nullable String url;
        private String kind = "image";
        private @Nullable String mimeType = "image/jpeg";
        private @Nullable Long size;
        private @Nullable String fileName;
        private Instant time = MESSAGE_TIME;

        private Row(String session, String coreId) {
            this.session = session;
            this.coreId = coreId;
        }

        public Row chat(String value) {
            chat = value;
            return this;
        }

        public Row url(@Nullable String value) {
            url = value;
            return this;
        }

        public Row type(String kindWord, @Nullable String declared) {
            kind = kindWord;
            mimeType = declared;
            return this;
        }

        public Row size(long value) {
            size = value;
            return this;
        }

        public Row fileName(String value) {
            fileName = value;
            return this;
        }

        public Row time(Instant value) {
            time = value;
            return this;
        }

        /** Inserts it; the answer is its id. */
        public long insert() {
            return jdbc.sql("""
                            insert into whatsapp_gateway.media_downloads
                                   (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at,
                                    content_event, media_url, media_url_at,
                                    media_type, media_mime_type, media_size_bytes, media_filename)
                            values ((select coalesce(max(message_number), 0) + 1 from whatsapp_gateway.media_downloads),
                                    :session, :core, false, :message, :chat, :time, 0, now(), 'evt_1', :url,
                                    case when cast(:url as text) is not null then now() end, :kind, :mime, :size, :name)
                            returning id""")
                    .param("session", session)
                    .param("core", coreId)
                    .param("message", "false_" + chat + "_" + coreId)
                    .param("chat", chat)
                    .param("time", Timestamp.from(time))
                    .param("url", url)
                    .param("kind", kind)
                    .param("mime", mimeType)
                    .param("size", size)
                    .param("name", fileName)
                    .query(Long.class)
                    .single();
        }
    }
}
