package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookSender;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A WAHA with no WhatsApp behind it. Its sessions are played through {@link FakeSession}; what happens there goes out as
 * webhooks and can be asked for by REST, with the quirks of the real one. Listens on 127.0.0.1 only.
 */
public final class FakeWaha implements AutoCloseable {

    private static final Person NOBODY = new Person("", null, "", null, false);

    private final FakeWahaSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Faults faults = new Faults();
    private final Sessions sessions;
    private final HttpFront front;
    private final WebhookSender sender;
    private final EventFeed feed;
    private final MediaShelf shelf;

    private FakeWaha(FakeWahaSettings settings) throws IOException {
        this.settings = settings;
        this.sessions = new Sessions(settings);
        this.front = new HttpFront(settings, faults, threads);
        this.sender = new WebhookSender(settings.version().text(), settings.pace(), settings.deliveries());
        this.feed = new EventFeed(settings, sender);
        this.shelf = new MediaShelf(url(), settings);
    }

    /** Starts serving, without sessions. */
    public static FakeWaha start(FakeWahaSettings settings) {
        try {
            FakeWaha waha = new FakeWaha(settings);
            waha.front.serve(waha.routes());
            return waha;
        } catch (IOException e) {
            throw new UncheckedIOException("the fake WAHA cannot listen on port " + settings.port(), e);
        }
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** Makes the REST interface misbehave. */
    public Faults faults() {
        return faults;
    }

    /** How many events are neither delivered nor given up. */
    public int deliveriesUnderWay() {
        return sender.underWay();
    }

    /**
     * Adds a session, stopped.
     *
     * @param history what was said before
     * @param webhooks who gets its events
     */
    public FakeSession add(String name, Engine engine, Account account, History history, List<WebhookTarget> webhooks) {
        ObjectNode config = Json.with(
                "webhooks", webhooks.stream().map(WebhookTarget::toJson).toList());
        return add(name, engine, account, history, config);
    }

    /** Adds a session, stopped, with WAHA's configuration object. */
    public FakeSession add(String name, Engine engine, Account account, History history, ObjectNode config) {
        FakeSession session =
                new FakeSession(name, engine, account, history, life(name, engine, account.me(), config), settings);
        if (!sessions.add(session)) {
            throw new IllegalArgumentException("there is a session " + name + " already");
        }
        return session;
    }

    /** Somebody scans the QR code of a session with their phone. */
    public void scan(String session) {
        sessions.known(session).life().become(SessionStatus.WORKING);
    }

    /** How a session was configured by whoever made it. */
    public ObjectNode configOf(String session) {
        return sessions.known(session).life().config();
    }

    /** Whether a session waits for somebody to scan its QR code. */
    public boolean waitsForScan(String session) {
        return sessions.find(session)
                .filter(one -> one.status() == SessionStatus.SCAN_QR_CODE)
                .isPresent();
    }

    /** Dies at once, with everything that was not delivered. */
    @Override
    public void close() {
        front.close();
        sender.close();
        threads.shutdownNow();
    }

    private FakeSession unpaired(String name, ObjectNode config) {
        SessionLife life = life(name, Engine.NOWEB, null, config);
        return new FakeSession(name, Engine.NOWEB, Account.of(NOBODY), History.EMPTY, life, settings);
    }

    private SessionLife life(String name, Engine engine, @Nullable Person me, ObjectNode config) {
        return new SessionLife(name, engine, me, config, settings, feed, shelf, threads);
    }

    private Router routes() {
        Router router = new Router();
        new ServerCalls(settings).addTo(router);
        new SessionCalls(sessions, this::unpaired).addTo(router);
        new PairingCalls(sessions).addTo(router);
        new FileCalls(shelf).addTo(router);
        new Dashboard(sessions, settings).addTo(router);
        new ContactCalls(sessions).addTo(router);
        new ChatCalls(sessions, settings).addTo(router);
        new MessageCalls(sessions, shelf, settings).addTo(router);
        new GroupCalls(sessions, settings).addTo(router);
        return router;
    }
}
