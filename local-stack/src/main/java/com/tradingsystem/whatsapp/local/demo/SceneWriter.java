package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a scene into what happens on a stage, from a given moment on. The same randomness gives the same beats. */
final class SceneWriter {

    private final SceneBook book;
    private final SceneChat stage;
    private final Function<Person, String> coreIds;
    private final SplittableRandom random;
    private final Map<String, String> words = new HashMap<>();
    private final List<Message> said = new ArrayList<>();
    private Instant now;

    /** @param coreIds makes an id for a message of this person */
    SceneWriter(
            SceneBook book, SceneChat stage, Function<Person, String> coreIds, SplittableRandom random, Instant start) {
        this.book = book;
        this.stage = stage;
        this.coreIds = coreIds;
        this.random = random;
        this.now = start;
        String firstName =
                stage.others().isEmpty() ? "" : stage.others().getFirst().pushName();
        words.put("nome", firstName.isEmpty() ? "amigo" : firstName.split(" ", 2)[0]);
    }

    /** All beats in order, with a pause of up to {@code longest} before each but the first. */
    List<Beat> write(Scene scene, Duration longest) {
        List<Beat> beats = new ArrayList<>();
        for (Line line : scene.lines()) {
            if (!beats.isEmpty()) {
                now = now.plusMillis(300 + random.nextLong(Math.max(1, longest.toMillis())));
            }
            beats.addAll(beats(line));
        }
        return beats;
    }

    private List<Beat> beats(Line line) {
        Person speaker = stage.speaker(line.speaker());
        return switch (line.act()) {
            case SAY -> List.of(new Beat.Said(say(speaker, line)));
            case ANSWER -> List.of(new Beat.Said(answer(speaker, line)));
            case REACT -> react(speaker, line);
            case EDIT -> edit(speaker, line);
            case REVOKE -> revoke(speaker);
            case VOTE -> vote(line);
        };
    }

    private Message say(Person speaker, Line line) {
        Message message = perhapsForwarded(create(speaker, line));
        said.add(message);
        return message;
    }

    private Message answer(Person speaker, Line line) {
        Message target = newest(message -> !message.author().equals(speaker));
        Message message = create(speaker, line);
        Message answer = target == null ? message : message.answering(target);
        said.add(answer);
        return answer;
    }

    private Message create(Person speaker, Line line) {
        String text = book.fill(line.text(), words, random);
        Content content = Props.content(new Line(line.act(), line.speaker(), text), random.nextLong());
        boolean fromMe = speaker.equals(stage.account());
        Message message = Message.of(
                coreIds.apply(speaker),
                stage.chat(),
                speaker,
                fromMe,
                stage.hidden(),
                now.truncatedTo(ChronoUnit.SECONDS),
                content);
        return fromMe && random.nextInt(4) == 0 ? message.asSentByApi() : message;
    }

    /** Some of what people say they have from elsewhere. */
    private Message perhapsForwarded(Message message) {
        return random.nextInt(40) == 0 ? message.asForwarded() : message;
    }

    private List<Beat> react(Person speaker, Line line) {
        if (said.isEmpty()) {
            return List.of();
        }
        Message.Reaction reaction = new Message.Reaction(coreIds.apply(speaker), speaker, line.text(), now);
        return List.of(new Beat.Reacted(said.getLast(), reaction));
    }

    private List<Beat> edit(Person speaker, Line line) {
        Message own = newest(message -> message.author().equals(speaker) && message.body() != null);
        if (own == null) {
            return List.of();
        }
        return List.of(new Beat.Edited(own, coreIds.apply(speaker), book.fill(line.text(), words, random), now));
    }

    private List<Beat> revoke(Person speaker) {
        Message own = newest(message -> message.author().equals(speaker));
        if (own == null) {
            return List.of();
        }
        said.remove(own);
        return List.of(new Beat.Revoked(own, coreIds.apply(speaker), now));
    }

    /** Everybody votes, somebody changes their mind, and one vote in six cannot be decrypted. */
    private List<Beat> vote(Line line) {
        Message poll = newest(message -> message.content() instanceof Content.Poll);
        if (poll == null || !(poll.content() instanceof Content.Poll content)) {
            return List.of();
        }
        List<Beat> votes = new ArrayList<>();
        for (Person voter : stage.others()) {
            now = now.plusMillis(200 + random.nextLong(800));
            String option = random.nextBoolean()
                    ? line.text()
                    : content.options().get(random.nextInt(content.options().size()));
            List<String> options = random.nextInt(6) == 0 ? null : List.of(option);
            votes.add(new Beat.Voted(poll, voter, coreIds.apply(voter), options, now));
        }
        Person wavering = stage.others().getFirst();
        votes.add(new Beat.Voted(poll, wavering, coreIds.apply(wavering), List.of(line.text()), now.plusSeconds(1)));
        return votes;
    }

    private @Nullable Message newest(Predicate<Message> wanted) {
        for (Message message : said.reversed()) {
            if (wanted.test(message)) {
                return message;
            }
        }
        return null;
    }
}
