package com.tradingsystem.whatsapp.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoHistoryTests {

    private static final Instant END = Instant.parse("2026-11-22T15:30:00Z");

    private final DemoSession shop = Casting.shop();
    private final DemoHistory history = new DemoHistory(shop, END);

    @Test
    void history_isYearsLong_andEndsWhereTheStoryBegins() {
        List<Message> all = all(history);

        assertThat(all).hasSizeBetween(10_000, 60_000);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(Message::sentAt).reversed());
        assertThat(all.getFirst().sentAt()).isBeforeOrEqualTo(END).isAfter(END.minus(Duration.ofDays(1)));
        assertThat(all.getLast().sentAt()).isBefore(END.minus(Duration.ofDays(365 * 3 - 10)));
        assertThat(all).extracting(Message::coreId).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-F]{20}"));
        assertThat(all).filteredOn(message -> !message.reactions().isEmpty()).isNotEmpty();
    }

    @Test
    void historyOfALaterStart_isTheSameAndLonger() {
        DemoHistory later = new DemoHistory(Casting.shop(), END.plus(Duration.ofDays(2)));
        Instant from = END.minus(Duration.ofDays(20));

        List<Message> before = history.newestFirst(history.chats(), from, END).toList();
        List<Message> after = later.newestFirst(later.chats(), from, END.plus(Duration.ofDays(1)))
                .toList();

        // What was said in a scene that had not ended may have been taken back since.
        Instant settled = END.minus(Duration.ofHours(1));
        assertThat(after.stream().filter(message -> message.sentAt().isBefore(settled)))
                .isEqualTo(before.stream()
                        .filter(message -> message.sentAt().isBefore(settled))
                        .toList());
        assertThat(after).hasSizeGreaterThan(before.size());
    }

    @Test
    void windows_fitTogether() {
        String chat = shop.stages(Scene.Where.GROUP).getFirst().chat();
        Instant middle = END.minus(Duration.ofDays(100));
        List<Message> whole =
                history.newestFirst(List.of(chat), Instant.MIN, Instant.MAX).toList();

        List<Message> newer =
                history.newestFirst(List.of(chat), middle, Instant.MAX).toList();
        List<Message> older = history.newestFirst(List.of(chat), Instant.MIN, middle.minusSeconds(1))
                .toList();

        assertThat(whole).hasSize(newer.size() + older.size()).startsWith(newer.toArray(Message[]::new));
        assertThat(newer).isNotEmpty();
        assertThat(older).isNotEmpty();
    }

    @Test
    void everyMessage_isFoundByItsId() {
        List<Message> some = all(history).stream()
                .filter(message -> message.sentAt().getEpochSecond() % 97 == 0)
                .toList();

        assertThat(some).hasSizeGreaterThan(100);
        assertThat(some)
                .allSatisfy(
                        message -> assertThat(history.find(message.coreId())).contains(message));
        assertThat(history.find("3EB0")).isEmpty();
        assertThat(history.find("3EB0FFFFFFFFFFFFFFFF")).isEmpty();
        assertThat(history.find("3EB00001000000000000")).isEmpty();
    }

    @Test
    void people_areAddressedInBothWays() {
        List<Message> all = all(history);

        assertThat(all).anyMatch(message -> message.chat().endsWith("@lid"));
        assertThat(all).anyMatch(message -> message.chat().endsWith("@c.us"));
        assertThat(all).anyMatch(message -> message.hidden() && message.participant() != null);
        assertThat(shop.account().people()).anyMatch(person -> person.lid() == null);
        assertThat(shop.account().people()).anyMatch(person -> !person.linkKnown());
    }

    private static List<Message> all(DemoHistory history) {
        return history.newestFirst(history.chats(), Instant.MIN, Instant.MAX).toList();
    }
}
