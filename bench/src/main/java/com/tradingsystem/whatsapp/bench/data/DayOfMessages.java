package com.tradingsystem.whatsapp.bench.data;

import com.tradingsystem.whatsapp.bench.data.EventTemplate.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The messages of one day in the order of their times, as lines that {@code copy} reads. */
final class DayOfMessages {

    private static final int EVERY_FROM_ME = 3;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final List<Written> written = new ArrayList<>();
    private final Instant midnight;

    /** One message, without what follows from its number. */
    private record Written(Chat chat, int second) {}

    DayOfMessages(List<Chat> chats, int day, Instant firstMidnight) {
        this.midnight = firstMidnight.plus(Duration.ofDays(day));
        for (Chat chat : chats) {
            chat.secondsOf(day).forEach(second -> written.add(new Written(chat, second)));
        }
        // Stable, so that the same chats always give the same order.
        written.sort(Comparator.comparingInt(Written::second));
    }

    int size() {
        return written.size();
    }

    /** The lines; the first message has the number {@code first}. */
    String lines(long first, EventTemplate template) {
        StringBuilder lines = new StringBuilder(written.size() * 1_000);
        long number = first;
        for (Written one : written) {
            append(lines, number++, one, template);
        }
        return lines.toString();
    }

    private void append(StringBuilder lines, long number, Written one, EventTemplate template) {
        String session = Plan.sessionName(one.chat().session());
        String address = one.chat().address();
        Facts facts = new Facts(
                session,
                address.substring(0, address.indexOf('@')),
                "3EB0" + HexFormat.of().withUpperCase().toHexDigits(number * MIX),
                midnight.plusSeconds(one.second()),
                Vocabulary.text(number));
        lines.append(number)
                .append('\t')
                .append(session)
                .append('\t')
                .append(address)
                .append('\t')
                .append(facts.coreId())
                .append('\t')
                .append(number % EVERY_FROM_ME == 0)
                .append('\t')
                .append(facts.time())
                .append('\t')
                .append(facts.text())
                .append('\t')
                .append(template.raw(facts))
                .append('\n');
    }
}
