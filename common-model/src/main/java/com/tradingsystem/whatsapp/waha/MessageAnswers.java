package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.AnswerReader.UnexpectedAnswer;
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

    /** All of them, in the order WAHA gave them. */
    List<HistoryMessage> list(Json answer) {
        if (!answer.isArray()) {
            throw new UnexpectedAnswer("no list of messages");
        }
        List<HistoryMessage> messages = new ArrayList<>();
        for (Json message : answer.items()) {
            messages.add(single(message));
        }
        return messages;
    }

    HistoryMessage single(Json message) {
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
                reader.readHistory(session, engine, me, message.node(), now));
    }
}
