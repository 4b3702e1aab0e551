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

/**
 * Two lively sessions on a fake WAHA: a small shop under NOWEB and the support of an internet provider under GOWS. Their history is
 * the same at every start; what goes on now is new.
 */
public final class Demo implements AutoCloseable {

    private static final Duration CDN_KEEPS = Duration.ofDays(30);

    private final Player player;
    private final DemoSession featured;

    private Demo(Player player, DemoSession featured) {
        this.player = player;
        this.featured = featured;
    }

    /**
     * Adds the sessions and lets them play until closed.
     *
     * @param webhooks who gets their events
     */
    public static Demo play(FakeWaha waha, InstantSource clock, List<WebhookTarget> webhooks) {
        Instant now = clock.instant();
        SplittableRandom random = new SplittableRandom(now.toEpochMilli());
        Agenda agenda = new Agenda(clock);
        List<DemoSession> sessions = List.of(Casting.shop(), Casting.support());
        List<Story> stories = new ArrayList<>();
        for (DemoSession session : sessions) {
            DemoHistory history = new DemoHistory(session, now);
            FakeSession live = waha.add(session.name(), session.engine(), session.account(), history, webhooks);
            Story story = new Story(live, session, agenda, random.split());
            live.start();
            // Somebody writes at once, before what was missed.
            Tempo tempo = Tempo.after(Duration.ZERO);
            story.play(session.stages().getFirst(), now, tempo);
            story.catchUp(history, now.plusSeconds(1));
            stories.add(story);
        }
        Player player = new Player(waha, stories, agenda, clock, random.split());
        player.start();
        return new Demo(player, sessions.getFirst());
    }

    /** A session in which something is said at once. */
    public String featuredSession() {
        return featured.name();
    }

    /** The chat of that session in which it is said. */
    public String featuredChat() {
        return featured.stages().getFirst().chat();
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
        player.close();
    }
}
