package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a chat with all that belongs to its messages, newest first.
 *
 * @param hidesDeleted whether the session shows nothing of what a deleted message said
 * @param entries may be fewer than asked for although there is more, where rows were deleted under their keys
 * @param reactions those to each core id, oldest first, taken back ones included
 * @param phones the phone number's address behind each LID on the page, where it is known
 * @param next the border below which the next page lies; null on the last page
 * @param previous the border above which the page before lies, and what will come in; null where nothing is known to be on either side
 * @param isPlaced false where the message that was to be in the middle is not in the chat; then there are no entries
 */
public record TimelinePage(
        ChatAddresses chat,
        boolean hidesDeleted,
        List<Entry> entries,
        Map<String, List<Annotations.Reaction>> reactions,
        Map<String, String> phones,
        @Nullable Position next,
        @Nullable Position previous,
        boolean isPlaced) {

    public TimelinePage {
        entries = List.copyOf(entries);
        reactions = Map.copyOf(reactions);
        phones = Map.copyOf(phones);
    }

    /** A border between messages: just below the message with this time and number, whether there is one or not. */
    public record Position(Instant timestamp, long number) {

        /** Below all messages of a time: numbers begin at 1. */
        static Position before(Instant time) {
            return new Position(time, 0);
        }

        /** Just above the message with this time and number. */
        static Position above(Instant timestamp, long number) {
            return new Position(timestamp, number + 1);
        }
    }

    /**
     * A message on the page.
     *
     * @param quotesDeleted whether it quotes a message that was deleted for everyone; looked at only where that is hidden
     * @param file what became of its file; null where it has none
     */
    public record Entry(
            ArchivedMessage message,
            boolean quotesDeleted,
            @Nullable MediaState file) {}

    /** The messages alone. */
    public List<ArchivedMessage> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    /** This page and the one after it as one. */
    TimelinePage and(TimelinePage following) {
        List<Entry> both = new ArrayList<>(entries);
        both.addAll(following.entries);
        Map<String, List<Annotations.Reaction>> allReactions = new HashMap<>(reactions);
        allReactions.putAll(following.reactions);
        Map<String, String> allPhones = new HashMap<>(phones);
        allPhones.putAll(following.phones);
        return new TimelinePage(chat, hidesDeleted, both, allReactions, allPhones, following.next, previous, isPlaced);
    }

    /** This page as the last one. */
    TimelinePage endingHere() {
        return new TimelinePage(chat, hidesDeleted, entries, reactions, phones, null, previous, isPlaced);
    }
}
