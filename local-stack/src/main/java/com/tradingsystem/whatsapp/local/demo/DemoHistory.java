package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Three years of a session, made up day by day when somebody looks. Nothing is kept: a day's messages follow from the seed, the
 * stage and the date, and a message's core id tells both. Safe for use by many threads.
 */
final class DemoHistory implements History {

    private static final int YEARS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** From eight in the morning in Brazil, so that every scene ends before the day does in UTC. */
    private static final int OPENS_AT_UTC = 11;

    private static final int OPEN_HOURS = 12;

    /** The day of the first customer; a fixed one, or every day's start would tell another history. */
    private static final long OPENED = LocalDate.of(2023, 11, 22).toEpochDay();

    private final DemoSession session;
    private final Instant end;
    private final long firstDay;

    /** @param end nothing was said after this */
    DemoHistory(DemoSession session, Instant end) {
        this.session = session;
        this.end = end;
        this.firstDay = day(end) - 365L * YEARS;
    }

    @Override
    public Collection<String> chats() {
        return session.stages().stream().map(SceneChat::chat).toList();
    }

    @Override
    public Stream<Message> newestFirst(Collection<String> chats, Instant from, Instant to) {
        List<Integer> stages = new ArrayList<>();
        for (int i = 0; i < session.stages().size(); i++) {
            if (chats.contains(session.stages().get(i).chat())) {
                stages.add(i);
            }
        }
        long newest = day(to.isBefore(end) ? to : end);
        long oldest = from.isBefore(dayStart(firstDay)) ? firstDay : day(from);
        return LongStream.iterate(newest, day -> day >= oldest, day -> day - 1)
                .boxed()
                .flatMap(day -> stages.stream()
                        .flatMap(stage -> messages(stage, day).stream())
                        .sorted(Comparator.comparing(Message::sentAt).reversed()))
                .filter(message ->
                        !message.sentAt().isBefore(from) && !message.sentAt().isAfter(to));
    }

    @Override
    public Optional<Message> find(String coreId) {
        if (!coreId.matches("[0-9A-F]{20}")) {
            return Optional.empty();
        }
        int stage = Integer.parseInt(coreId.substring(4, 6), 16);
        long day = Long.parseLong(coreId.substring(6, 10), 16);
        return messages(stage, day).stream()
                .filter(message -> message.coreId().equals(coreId))
                .findFirst();
    }

    /** What was said on a stage on a day (of the epoch, in UTC), as it stands now. */
    private List<Message> messages(int stageNumber, long day) {
        if (stageNumber >= session.stages().size() || day < firstDay || day > day(end)) {
            return List.of();
        }
        SplittableRandom random =
                new SplittableRandom(session.seed() ^ (((day << 16) | stageNumber) * 0x9E3779B97F4A7C15L));
        SceneChat stage = session.stages().get(stageNumber);
        int scenes = scenes(stage, stageNumber, day, random);
        if (scenes == 0) {
            return List.of();
        }
        Function<Person, String> coreIds = coreIds(stageNumber, day, random.split());
        Map<String, Message> messages = new LinkedHashMap<>();
        for (int i = 0; i < scenes; i++) {
            Instant start = dayStart(day)
                    .plus(Duration.ofHours(OPENS_AT_UTC))
                    .plusSeconds(random.nextLong(Duration.ofHours(OPEN_HOURS).toSeconds()));
            Scene scene = session.book().any(stage.where(), random);
            new SceneWriter(session.book(), stage, coreIds, random.split(), start)
                    .write(scene, LONGEST_PAUSE)
                    .forEach(beat -> happen(beat, messages));
        }
        return messages.values().stream()
                .filter(message -> !message.sentAt().isAfter(end))
                .map(message -> message.fromMe() ? message.withAck(3) : message)
                .toList();
    }

    /** A store shows the last text, misses what was taken back, and has reactions with their messages. */
    private static void happen(Beat beat, Map<String, Message> messages) {
        switch (beat) {
            case Beat.Said said -> messages.put(said.message().coreId(), said.message());
            case Beat.Reacted reacted ->
                messages.computeIfPresent(
                        reacted.message().coreId(), (id, message) -> message.withReaction(reacted.reaction()));
            case Beat.Edited edited ->
                messages.computeIfPresent(edited.message().coreId(), (id, message) -> message.withBody(edited.body()));
            case Beat.Revoked revoked -> messages.remove(revoked.message().coreId());
            case Beat.Voted voted -> {}
        }
    }

    /** Customers come one after the other over the years, some often, some hardly ever; Sundays are quiet. */
    private int scenes(SceneChat stage, int number, long day, SplittableRandom random) {
        boolean sunday = LocalDate.ofEpochDay(day).getDayOfWeek().getValue() == 7;
        double expected = switch (stage.where()) {
            case DIRECT -> day < OPENED + 31L * (number % 32) ? 0 : 0.02 + 0.012 * (number * 7 % 10);
            case GROUP -> 0.6;
            case STATUS -> 0.35;
            case CHANNEL -> 0.15;
        };
        double chance = sunday ? expected / 4 : expected;
        return (random.nextDouble() < chance ? 1 : 0) + (random.nextDouble() < chance / 4 ? 1 : 0);
    }

    private static long day(Instant instant) {
        return Math.floorDiv(Math.max(instant.getEpochSecond(), 0), 86_400);
    }

    private static Instant dayStart(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Ids that tell stage and day, count, and end in something random. */
    private Function<Person, String> coreIds(long stage, long day, SplittableRandom random) {
        long place = (stage << 56) | ((day & 0xffff) << 40);
        AtomicInteger count = new AtomicInteger();
        return author -> session.coreId(
                author, place | ((count.getAndIncrement() & 0xffL) << 32) | (random.nextInt() & 0xffffffffL));
    }
}
