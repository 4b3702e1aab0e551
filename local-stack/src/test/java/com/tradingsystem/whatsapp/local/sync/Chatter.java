package com.tradingsystem.whatsapp.local.sync;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** People who wrote a lot. The same seed gives the same words. */
final class Chatter {

    static final Person ME = Person.of("15550001111", "90000000000001", "Me");

    private final Random random;
    private final Instant now;

    /** @param now the second after the last message */
    Chatter(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    /** An account with people only, without hidden ids. */
    static Account account(int people) {
        return new Account(
                ME, IntStream.range(0, people).mapToObj(Chatter::person).toList(), List.<Group>of(), Map.of());
    }

    static Person person(int number) {
        return new Person("1666000%04d".formatted(number), null, "Person " + number, null, false);
    }

    /**
     * Messages over a stretch of time: chats differ in size by their number, bursts put many messages into one second.
     *
     * @param total how many, about
     */
    List<Message> messages(int chats, int total, Duration stretch) {
        List<Message> messages = new ArrayList<>(total);
        double weights = IntStream.range(0, chats).mapToDouble(Chatter::weight).sum();
        for (int chat = 0; chat < chats; chat++) {
            int number = Math.max(1, (int) (total * weight(chat) / weights));
            for (int i = 0; i < number; i++) {
                long age = 1 + (long) (random.nextDouble() * stretch.toSeconds());
                int burst = random.nextInt(200) == 0 ? Math.min(number - i, 5 + random.nextInt(20)) : 1;
                for (int j = 0; j < burst; j++) {
                    messages.add(message(chat, messages.size(), now.minusSeconds(age)));
                }
                i += burst - 1;
            }
        }
        return messages;
    }

    private static double weight(int chat) {
        return 1.0 / (1 + chat % 50);
    }

    Message message(int chat, int number, Instant at) {
        boolean mine = random.nextInt(3) == 0;
        Person other = person(chat);
        return Message.of(
                "3EB0%08X".formatted(number),
                other.jid(),
                mine ? ME : other,
                mine,
                false,
                at,
                new Content.Text("Message " + number));
    }
}
