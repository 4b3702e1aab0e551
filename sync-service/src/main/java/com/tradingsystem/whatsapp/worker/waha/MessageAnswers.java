package com.tradingsystem.whatsapp.worker.waha;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.UnexpectedAnswer;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Sanitized;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the history of one session.
 *
 * @param now when it was asked for
 */
record MessageAnswers(
        WahaEventReader reader,
        SessionName session,
        @Nullable String engine,
        Account me,
        Instant now) {

    /** All of them, in the order WAHA gave them. Each passes the gate by itself, as it would in a webhook. */
    List<HistoryMessage> list(JsonParser answer) throws IOException {
        if (answer.currentToken() != JsonToken.START_ARRAY) {
            answer.skipChildren();
            throw new UnexpectedAnswer("no list of messages");
        }
        List<HistoryMessage> messages = new ArrayList<>();
        while (answer.nextToken() != JsonToken.END_ARRAY) {
            messages.add(single(answer));
        }
        return messages;
    }

    HistoryMessage single(JsonParser answer) throws IOException {
        Sanitized gated = Sanitized.read(answer);
        Json message = gated.json();
        EngineDialect dialect = EngineDialect.of(engine, message);
        Json raw = dialect.message(message);
        String coreId = RawKey.read(message.get("id")).or(dialect.key(raw)).coreId();
        // What the engine filters by is its own time; WAHA's may be that of the request.
        Instant sent = Times.read(dialect.sentAt(raw));
        if (sent == null) {
            sent = Times.read(message.get("timestamp", "t"));
        }
        return new HistoryMessage(
                coreId == null ? "unnamed " + message.node().hashCode() : coreId,
                sent == null ? 0 : sent.getEpochSecond(),
                reader.readHistory(session, engine, me, gated, now));
    }
}
