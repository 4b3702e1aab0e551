package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the stories go on until it is closed. One thread; what is planned ahead is bounded, and while many deliveries are under way
 * it waits rather than piling up more.
 */
final class Player implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Player.class);
    private static final Duration BETWEEN_INCIDENTS = Duration.ofSeconds(25);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MOST_PLANNED = 2_000;
    private static final int MOST_UNDER_WAY = 1_000;

    private final FakeWaha waha;
    private final List<Story> stories;
    private final Agenda agenda;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final Thread thread = Thread.ofPlatform().name("demo").daemon().unstarted(this::play);

    Player(FakeWaha waha, List<Story> stories, Agenda agenda, InstantSource clock, SplittableRandom random) {
        this.waha = waha;
        this.stories = List.copyOf(stories);
        this.agenda = agenda;
        this.clock = clock;
        this.random = random;
    }

    void start() {
        thread.start();
    }

    private void play() {
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
