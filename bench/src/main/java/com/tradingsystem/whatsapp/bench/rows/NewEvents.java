package com.tradingsystem.whatsapp.bench.rows;

import com.tradingsystem.whatsapp.bench.data.EventTemplate;
import com.tradingsystem.whatsapp.bench.data.EventTemplate.Facts;
import com.tradingsystem.whatsapp.bench.data.Vocabulary;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Events of messages that nobody has seen before, like those of {@code events.lua}. Safe for use by many threads. */
final class NewEvents {

    private static final String SESSION = "plain";
    private static final int CHATS = 1_000;
    private static final int TEXTS = 1_000;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final EventTemplate template;
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis() << Byte.SIZE);

    NewEvents(Home home) {
        this.template = EventTemplate.of(home.wrk("event.json"));
    }

    /** An event, and the engine's message in it. */
    record NewEvent(Facts facts, String body, String raw) {}

    NewEvent next() {
        long n = number.incrementAndGet();
        Facts facts = new Facts(
                SESSION,
                "551193%07d".formatted(n % CHATS),
                "3EB0" + HEX.toHexDigits(n),
                Instant.now(),
                Vocabulary.text(n % TEXTS));
        return new NewEvent(facts, template.event(facts), template.raw(facts));
    }
}
