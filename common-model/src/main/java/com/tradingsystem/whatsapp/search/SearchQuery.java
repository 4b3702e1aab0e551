package com.tradingsystem.whatsapp.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param groups of which one has to match; never empty, and each asks for something
 * @param senders as typed: names, numbers or addresses; one of them; empty for anybody
 * @param chats in the same way
 * @param sessions names of sessions; empty for all
 * @param fromMe whether only the account's own messages are meant, or only others'; null for both
 * @param types of messages; empty for all
 * @param after inclusive; null for no bound
 * @param before exclusive; null for no bound
 * @param traits all of them have to be there
 * @param notes what of it was not taken as it may have been meant, in sentences
 */
public record SearchQuery(
        List<Group> groups,
        List<String> senders,
        List<String> chats,
        List<String> sessions,
        @Nullable Boolean fromMe,
        Set<String> types,
        @Nullable Instant after,
        @Nullable Instant before,
        Set<Trait> traits,
        List<String> notes) {

    public SearchQuery {
        groups = List.copyOf(groups);
        senders = List.copyOf(senders);
        chats = List.copyOf(chats);
        sessions = List.copyOf(sessions);
        types = Set.copyOf(types);
        traits = Set.copyOf(traits);
        notes = List.copyOf(notes);
    }

    /** What a message can have or be beside its words. */
    public enum Trait {
        MEDIA,
        LINK,
        QUOTE,
        REACTION,
        EDITED,
        DELETED,
        FORWARDED
    }

    /** Terms that all have to be there, and some that must not. */
    public record Group(List<Term> all, List<Term> none) {
        public Group {
            all = List.copyOf(all);
            none = List.copyOf(none);
        }
    }

    /** Every term that is to be found, of all groups. */
    public List<Term> wanted() {
        return groups.stream().flatMap(group -> group.all.stream()).toList();
    }
}
