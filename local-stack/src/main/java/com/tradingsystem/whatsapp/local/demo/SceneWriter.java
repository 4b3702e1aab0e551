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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

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
            case SAY -> say(perhapsForwarded(create(speaker, line)));
            case ANSWER -> {
                Optional<Message> asked = newest(message -> !message.author().equals(speaker));
                Message message = create(speaker, line);
                yield say(asked.map(message::answering).orElse(message));
            }
            case REACT -> on(newest(message -> true), message -> react(message, speaker, line));
            case EDIT ->
                on(
                        newest(message -> message.author().equals(speaker) && message.body() != null),
                        own -> new Beat.Edited(
                                own, coreIds.apply(speaker), book.fill(line.text(), words, random), now));
            case REVOKE ->
                on(newest(message -> message.author().equals(speaker)), own -> {
                    said.remove(own);
                    return new Beat.Revoked(own, coreIds.apply(speaker), now);
                });
            case VOTE -> vote(line);
        };
    }

    private static List<Beat> on(Optional<Message> message, Function<Message, Beat> beat) {
        return message.map(beat).stream().toList();
    }

    private List<Beat> say(Message message) {
        said.add(message);
        return List.of(new Beat.Said(message));
    }

    private Message create(Person speaker, Line line) {
        Content content = Props.content(book.fill(line.text(), words, random), random.nextLong());
        boolean fromMe = speaker.equals(stage.account());
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Message message =
                Message.of(coreIds.apply(speaker), stage.chat(), speaker, fromMe, stage.hidden(), second, content);
        return fromMe && random.nextInt(4) == 0 ? message.asSentByApi() : message;
    }

    /** Some of what people say they have from elsewhere. */
    private Message perhapsForwarded(Message message) {
        return random.nextInt(40) == 0 ? message.asForwarded() : message;
    }

    private Beat react(Message message, Person speaker, Line line) {
        return new Beat.Reacted(message, new Message.Reaction(coreIds.apply(speaker), speaker, line.text(), now));
    }

    /** Everybody votes, somebody changes their mind, and one vote in six cannot be decrypted. */
    private List<Beat> vote(Line line) {
        Message poll =
                newest(message -> message.content() instanceof Content.Poll).orElse(null);
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

    private Optional<Message> newest(Predicate<Message> wanted) {
        return said.reversed().stream().filter(wanted).findFirst();
    }
}
