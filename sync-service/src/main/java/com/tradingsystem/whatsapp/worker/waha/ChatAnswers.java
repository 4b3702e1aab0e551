package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.UnexpectedAnswer;
import com.tradingsystem.whatsapp.waha.WahaPage;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of chats: WAHA's overview, which is the same for all engines, and the chats themselves, which are the engine's. */
final class ChatAnswers {

    private ChatAnswers() {}

    static WahaPage<ChatHead> overview(Json answer, @Nullable String engine) {
        return page(answer, chat -> {
            Json last = chat.get("lastMessage");
            EngineDialect dialect = EngineDialect.of(engine, last);
            Json message = dialect.message(last);
            Instant sent = Times.read(last.get("timestamp"));
            return head(
                    chat,
                    RawKey.read(last.get("id")).or(dialect.key(message)).coreId(),
                    sent == null ? Times.read(dialect.sentAt(message)) : sent);
        });
    }

    static WahaPage<ChatHead> chats(Json answer) {
        return page(answer, chat -> head(chat, null, Times.read(chat.get("conversationTimestamp", "timestamp", "t"))));
    }

    private interface Entry {
        @Nullable
        ChatHead read(Json chat);
    }

    private static WahaPage<ChatHead> page(Json answer, Entry entry) {
        if (!answer.isArray()) {
            throw new UnexpectedAnswer("no list of chats");
        }
        List<ChatHead> heads = new ArrayList<>();
        for (Json chat : answer.items()) {
            ChatHead head = entry.read(chat);
            if (head != null) {
                heads.add(head);
            }
        }
        return new WahaPage<>(answer.items().size(), heads);
    }

    private static @Nullable ChatHead head(Json chat, @Nullable String coreId, @Nullable Instant at) {
        Jid id = chat.get("id", "jid", "JID").jid();
        return id == null ? null : new ChatHead(id, chat.get("name", "subject").text(500), coreId, at);
    }
}
