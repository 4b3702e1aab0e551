package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes what people ask of the sync. Safe for use by many threads. */
public final class SyncRequests {

    /** The chat under which a session's messages of all chats are pulled at once. */
    public static final String ALL_CHATS = "all";

    /** How much is to be pulled. */
    public enum Kind {
        /** Everything that is kept. */
        FULL("full"),
        /** What came since the last sync. */
        INCREMENTAL("incremental"),
        /** All of the look-back, whatever is known of it. */
        MANUAL("manual");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The value of the column {@code sync_type}. */
        public String code() {
            return code;
        }
    }

    private static final String EVERY_CHAT = """
            select count(whatsapp_gateway.initialize_sync_state(s.session_name, s.chat_id, :kind))
              from whatsapp_gateway.sync_state s
             where s.session_name = :session and s.chat_id <> 'all'""";

    private static final String RECONCILE = """
            update whatsapp_gateway.sync_sessions
               set reconcile_reason = coalesce(reconcile_reason, 'asked'), next_look_at = null, updated_at = clock_timestamp()
             where session_name = :session""";

    private final JdbcClient jdbc;

    SyncRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks for one chat; one that was given up or switched off is back. */
    public void chat(SessionName session, String chat, Kind kind) {
        jdbc.sql("select whatsapp_gateway.initialize_sync_state(:session, :chat, :kind)")
                .param("session", session.value())
                .param("chat", chat)
                .param("kind", kind.code())
                .query(Long.class)
                .single();
    }

    /** Has a session looked at at once, comparing more than what obviously moved. */
    public void reconcile(SessionName session) {
        jdbc.sql(RECONCILE).param("session", session.value()).update();
    }

    /**
     * Asks for every known chat of a session, and has the session looked at for others.
     *
     * @return how many chats were known
     */
    public long everyChat(SessionName session, Kind kind) {
        reconcile(session);
        return jdbc.sql(EVERY_CHAT)
                .param("session", session.value())
                .param("kind", kind.code())
                .query(Long.class)
                .single();
    }
}
