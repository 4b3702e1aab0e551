package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two lively sessions on a fake WAHA: a small shop under NOWEB and the support of an internet provider under GOWS. Their history is
 * the same at every start; what goes on now is new.
 *
 * <p>One thread plays. What is planned ahead is bounded, and while many deliveries are under way it waits rather than piling up more.
 */
public final class Demo implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final Duration CDN_KEEPS = Duration.ofDays(30);
    private static final Duration BETWEEN_INCIDENTS = Duration.ofSeconds(25);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MOST_PLANNED = 2_000;
    private static final int MOST_UNDER_WAY = 1_000;

    private final FakeWaha waha;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final Agenda agenda;
    private final List<Story> stories = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("demo").daemon().unstarted(this::goOn);

    private Demo(FakeWaha waha, InstantSource clock) {
        this.waha = waha;
        this.clock = clock;
        this.random = new SplittableRandom(clock.instant().toEpochMilli());
        this.agenda = new Agenda(clock);
    }

    /**
     * Adds the sessions and lets them play until closed.
     *
     * @param webhooks who gets their events
     */
    public static Demo play(FakeWaha waha, InstantSource clock, List<WebhookTarget> webhooks) {
        Demo demo = new Demo(waha, clock);
        demo.begin(Casting.shop(), webhooks);
        demo.begin(Casting.support(), webhooks);
        demo.thread.start();
        return demo;
    }

    private void begin(DemoSession session, List<WebhookTarget> webhooks) {
        Instant now = clock.instant();
        DemoHistory history = new DemoHistory(session, now);
        FakeSession live = waha.add(session.name(), session.engine(), session.account(), history, webhooks);
        Story story = new Story(live, session, agenda, random.split());
        live.start();
        // Somebody writes at once, before what was missed.
        story.play(session.stages().getFirst(), now, Tempo.after(Duration.ZERO));
        story.catchUp(history, now.plusSeconds(1));
        stories.add(story);
    }

    private void goOn() {
        try {
            Instant start = clock.instant();
            List<Incidents> incidents = new ArrayList<>();
            stories.forEach(story -> incidents.add(new Incidents(story, agenda, random.split())));
            Instant nextScene = start;
            Instant nextIncident = start.plusSeconds(5);
            while (!Thread.currentThread().isInterrupted()) {
                agenda.doWhatIsDue();
                Instant now = clock.instant();
                boolean mayGoOn = agenda.size() < MOST_PLANNED && waha.deliveriesUnderWay() < MOST_UNDER_WAY;
                if (mayGoOn && !now.isBefore(nextScene)) {
                    Tempo tempo = Tempo.after(Duration.between(start, now));
                    stories.get(random.nextInt(stories.size())).playSomething(now, tempo);
                    nextScene = now.plus(tempo.untilNextScene());
                }
                if (mayGoOn && !now.isBefore(nextIncident)) {
                    incidents.get(random.nextInt(incidents.size())).happen();
                    nextIncident = now.plus(BETWEEN_INCIDENTS);
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            // closed
        } catch (RuntimeException e) {
            log.error("The demo has stopped", e);
        }
    }

    /** A session in which something is said at once. */
    public String featuredSession() {
        return stories.getFirst().session().name();
    }

    /** The chat of that session in which it is said. */
    public String featuredChat() {
        return stories.getFirst().session().stages().getFirst().chat();
    }

    /**
     * Whether WhatsApp still has a message's file: of those older than a month half are gone, and of the newer ones a few
     * cannot be decrypted.
     *
     * @return the status WhatsApp answers with; null if it gives the file
     */
    public static @Nullable Integer mediaFailure(Message message, Instant now) {
        int dice = Math.floorMod(message.coreId().hashCode(), 100);
        if (message.sentAt().isBefore(now.minus(CDN_KEEPS))) {
            return dice < 50 ? 410 : null;
        }
        return dice < 3 ? 403 : null;
    }

    /** Ends the story. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
