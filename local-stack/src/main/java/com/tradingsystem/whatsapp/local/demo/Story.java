package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What goes on in one session: scenes as they are written, and what WhatsApp, WAHA and the network make of them: receipts,
 * repetitions, lateness. Used by one thread.
 */
final class Story {

    private static final Duration CAUGHT_UP = Duration.ofDays(3);

    private final FakeSession live;
    private final DemoSession session;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final Function<Person, String> coreIds;

    /** @param random differs from run to run, or ids would come again */
    Story(FakeSession live, DemoSession session, Agenda agenda, SplittableRandom random) {
        this.live = live;
        this.session = session;
        this.agenda = agenda;
        this.random = random;
        SplittableRandom ids = random.split();
        // SceneChat 255, which there is not, keeps them apart from those of the history.
        this.coreIds = author -> session.coreId(author, (0xffL << 56) | (ids.nextLong() >>> 8));
    }

    FakeSession live() {
        return live;
    }

    DemoSession session() {
        return session;
    }

    /** What was said while nobody listened comes in one go, as after a reconnect. */
    void catchUp(DemoHistory history, Instant now) {
        List<Message> missed =
                history.newestFirst(history.chats(), now.minus(CAUGHT_UP), now).toList();
        Instant at = now;
        for (Message message : missed.reversed()) {
            at = at.plusMillis(40);
            agenda.at(at, () -> live.repeat(message));
        }
    }

    /** Plays some scene somewhere. */
    void playSomething(Instant now, Tempo tempo) {
        int dice = random.nextInt(100);
        Scene.Where where = dice < 68
                ? Scene.Where.DIRECT
                : dice < 90 ? Scene.Where.GROUP : dice < 97 ? Scene.Where.STATUS : Scene.Where.CHANNEL;
        List<SceneChat> stages = session.stages(where);
        play(stages.get(random.nextInt(stages.size())), now, tempo);
    }

    void play(SceneChat stage, Instant now, Tempo tempo) {
        Scene scene = session.book().any(stage.where(), random);
        new SceneWriter(session.book(), stage, coreIds, random.split(), now)
                .write(scene, tempo.longestPause())
                .forEach(beat -> agenda.at(beat.at(), () -> perform(beat, stage)));
    }

    private void perform(Beat beat, SceneChat stage) {
        switch (beat) {
            case Beat.Said said -> say(said.message(), stage);
            case Beat.Reacted reacted -> live.react(reacted.message(), reacted.reaction());
            case Beat.Edited edited -> live.edit(edited.message(), edited.editId(), edited.body());
            case Beat.Revoked revoked -> live.revoke(revoked.message(), revoked.revokeId());
            case Beat.Voted voted -> live.vote(voted.poll(), voted.voter(), voted.voteId(), voted.options());
        }
    }

    private void say(Message message, SceneChat stage) {
        boolean late = random.nextInt(30) == 0;
        if (late) {
            agenda.in(pause(4000), () -> live.post(message));
        } else {
            live.post(message);
        }
        if (message.fromMe()) {
            deliver(message, stage);
        }
        if (random.nextInt(25) == 0) {
            agenda.in(pause(3000), () -> live.repeat(message));
        }
        String otherAddress = stage.otherAddress();
        if (otherAddress != null && random.nextInt(20) == 0) {
            Message other = message.in(otherAddress, !stage.hidden());
            agenda.in(pause(2000), () -> live.repeat(other));
        }
    }

    /** Server, device, read, played: one after the other, unless a step is skipped or overtaken. */
    private void deliver(Message message, SceneChat stage) {
        if (stage.where() == Scene.Where.CHANNEL) {
            return;
        }
        if (stage.where() != Scene.Where.GROUP) {
            Person me = session.account().me();
            agenda.in(pause(400), () -> live.acknowledge(message, me, 1));
        }
        for (Person reader : stage.others()) {
            Duration delivered = pause(2500);
            agenda.in(delivered, () -> live.acknowledge(message, reader, 2));
            if (random.nextInt(5) > 0) {
                Duration read = random.nextInt(12) == 0 ? pause(800) : delivered.plus(pause(9000));
                agenda.in(read, () -> live.acknowledge(message, reader, 3));
                if (message.file() != null && message.file().seconds() > 0) {
                    agenda.in(read.plus(pause(5000)), () -> live.acknowledge(message, reader, 4));
                }
            }
        }
    }

    private Duration pause(int longestMillis) {
        return Duration.ofMillis(50 + random.nextLong(longestMillis));
    }
}
