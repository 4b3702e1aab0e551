package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.data.Vocabulary;
import com.tradingsystem.whatsapp.bench.server.Gateway;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.bench.tool.Load;
import com.tradingsystem.whatsapp.bench.tool.Wrk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Sends webhooks to a gateway, each of a new message. Safe for use by many threads. */
final class Senders {

    private static final int TEXTS = 1_000;

    /** Numbers of runs, so that no two send the same id. */
    private static final AtomicInteger runs = new AtomicInteger();

    private final Wrk wrk;
    private final String token;
    private final Path texts;

    Senders(Home home, Gateway gateway) {
        this.wrk = new Wrk(home, gateway.url());
        this.token = gateway.token();
        this.texts = home.target().resolve("texts.txt");
        List<String> lines =
                LongStream.range(0, TEXTS).mapToObj(Vocabulary::text).toList();
        try {
            Files.write(texts, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends for one session. */
    Load send(String session, int connections, int seconds) {
        return send(session + "-", 1, 1, connections, seconds);
    }

    /** Sends for several sessions in turn: {@code prefix} with the numbers from {@code first} to {@code last}. */
    Load send(String prefix, int first, int last, int connections, int seconds) {
        return wrk.run(
                "events.lua",
                connections,
                seconds,
                List.of(
                        token,
                        Integer.toString(runs.incrementAndGet()),
                        prefix,
                        Integer.toString(first),
                        Integer.toString(last),
                        texts.toString()));
    }
}
