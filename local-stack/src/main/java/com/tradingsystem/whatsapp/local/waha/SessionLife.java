package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A session's configuration and states, and the gate its events go through: while it does not work they wait, and come
 * when it works again. Safe for use by many threads.
 */
final class SessionLife {

    private static final int STATUSES_TOLD = 3;
    private static final int MISSED_EVENTS_KEPT = 1_000;
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final String name;
    private final Engine engine;
    private final @Nullable Person me;
    private final FakeWahaSettings settings;
    private final EventFeed feed;
    private final MediaShelf shelf;
    private final ExecutorService threads;
    private final Deque<Runnable> missed = new ArrayDeque<>();
    private final List<LastStatus> statuses = new ArrayList<>();
    private SessionStatus status = SessionStatus.STOPPED;
    private boolean authenticated;
    private ObjectNode config;
    private List<WebhookTarget> targets;

    private record LastStatus(SessionStatus status, Instant at) {}

    /** Something that waits for a download before it can be told. */
    interface Announcement {
        void tell() throws InterruptedException;
    }

    /** @param me null for a session that nobody has paired with a phone yet */
    SessionLife(
            String name,
            Engine engine,
            @Nullable Person me,
            ObjectNode config,
            FakeWahaSettings settings,
            EventFeed feed,
            MediaShelf shelf,
            ExecutorService threads) {
        this.name = name;
        this.engine = engine;
        this.me = me;
        this.settings = settings;
        this.feed = feed;
        this.shelf = shelf;
        this.threads = threads;
        this.config = config;
        this.targets = targets(config);
        statuses.add(new LastStatus(status, now()));
    }

    Instant now() {
        return settings.clock().instant();
    }

    WahaVersion version() {
        return settings.version();
    }

    MediaShelf shelf() {
        return shelf;
    }

    synchronized SessionStatus status() {
        return status;
    }

    synchronized ObjectNode config() {
        return config;
    }

    synchronized void configure(ObjectNode newConfig) {
        config = newConfig;
        targets = targets(newConfig);
    }

    /** The account as WAHA shows it; null until a phone was paired. */
    synchronized @Nullable ObjectNode me() {
        if (me == null || !authenticated) {
            return null;
        }
        Fields fields = Json.with("id", me.jid()).and("pushName", me.pushName()).maybe("lid", me.lidJid());
        return version().isRecent() ? fields.and("jid", me.phone() + ":7@s.whatsapp.net") : fields;
    }

    /** Tells an event, now or when the session works again. */
    void emit(String event, JsonNode payload) {
        whenWorking(() -> tell(event, payload));
    }

    /** Tells something that takes a while, in a thread of its own. */
    void emitLater(Announcement announcement) {
        whenWorking(() -> run(announcement));
    }

    /** Connects: STARTING, and after a moment WORKING, or SCAN_QR_CODE where there is no phone. */
    void start() {
        if (!status().isRunning()) {
            become(SessionStatus.STARTING);
            run(() -> {
                settings.pace().await(CONNECTING);
                become(me == null ? SessionStatus.SCAN_QR_CODE : SessionStatus.WORKING);
            });
        }
    }

    void stop() {
        if (status().isRunning()) {
            become(SessionStatus.STOPPED);
        }
    }

    void become(SessionStatus next) {
        List<Runnable> caughtUp = List.of();
        Fields payload;
        synchronized (this) {
            status = next;
            statuses.add(new LastStatus(next, now()));
            if (statuses.size() > STATUSES_TOLD) {
                statuses.removeFirst();
            }
            if (next == SessionStatus.WORKING) {
                authenticated = true;
                caughtUp = List.copyOf(missed);
                missed.clear();
            }
            payload = statusPayload();
        }
        tell("session.status", payload);
        caughtUp.forEach(Runnable::run);
    }

    private Fields statusPayload() {
        List<Fields> told = statuses.stream()
                .map(one -> Json.with("status", one.status().name())
                        .and("timestamp", one.at().toEpochMilli()))
                .toList();
        Fields payload = Json.with("name", name).and("status", status.name()).and("statuses", told);
        return version().isRecent() ? payload.and("data", null) : payload;
    }

    private void whenWorking(Runnable telling) {
        synchronized (this) {
            if (status != SessionStatus.WORKING) {
                if (missed.size() < MISSED_EVENTS_KEPT) {
                    missed.add(telling);
                }
                return;
            }
        }
        telling.run();
    }

    private void tell(String event, JsonNode payload) {
        EventFeed.Origin origin;
        List<WebhookTarget> to;
        synchronized (this) {
            origin = new EventFeed.Origin(
                    name, engine, config.get("metadata") instanceof ObjectNode data ? data : null, me());
            to = targets;
        }
        feed.emit(origin, to, event, payload);
    }

    private void run(Announcement announcement) {
        try {
            threads.execute(() -> {
                try {
                    announcement.tell();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // WAHA dies
                }
            });
        } catch (RejectedExecutionException e) {
            // WAHA is dying
        }
    }

    private static List<WebhookTarget> targets(ObjectNode config) {
        List<WebhookTarget> targets = new ArrayList<>();
        config.path("webhooks").forEach(webhook -> targets.add(WebhookTarget.of(webhook)));
        return targets;
    }
}
