package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.ArchivedMessage;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.SearchQuery.Trait;
import com.tradingsystem.whatsapp.search.index.MatchFilter;
import com.tradingsystem.whatsapp.search.index.MatchFilter.Place;
import com.tradingsystem.whatsapp.search.index.SearchIndex;
import com.tradingsystem.whatsapp.search.index.SearchIndex.Match;
import com.tradingsystem.whatsapp.search.index.SearchIndex.Prepared;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the messages of matches that may be shown, and have what only their rows tell. */
@Component
class FoundMessages {

    /** The traits that are looked for in rows. */
    private static final Set<Trait> IN_ROWS = EnumSet.of(Trait.QUOTE, Trait.EDITED, Trait.DELETED, Trait.FORWARDED);

    /** After so many rounds of matches of which hardly any may be shown, a page ends short rather than late. */
    private static final int MOST_ROUNDS = 10;

    private static final int ROUND = 200;

    /** As many as are weighed against each other. */
    private static final int BEST = 200;

    private final SearchIndex index;
    private final Timeline timeline;

    FoundMessages(SearchIndex index, Timeline timeline) {
        this.index = index;
        this.timeline = timeline;
    }

    /** A message and its place in the list. */
    record Found(ArchivedMessage message, HitPosition position) {}

    /** @param next where the next page begins; null on the last one */
    record Page(List<Found> found, @Nullable HitPosition next) {
        Page {
            found = List.copyOf(found);
        }
    }

    /** Whether matches can be counted without their rows. */
    static boolean areCounted(SearchQuery query) {
        return query.traits().stream().noneMatch(IN_ROWS::contains);
    }

    Page newest(SearchQuery query, Prepared prepared, MatchFilter filter, @Nullable HitPosition after, int limit) {
        List<Found> found = new ArrayList<>();
        Place place = after == null ? Place.NEWEST : after.place();
        int asked = areCounted(query) ? limit + 1 : Math.max(ROUND, limit + 1);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Match> matches = index.newest(prepared, filter, place, asked);
            Map<Long, ArchivedMessage> rows = rows(query, filter, matches);
            for (Match match : matches) {
                ArchivedMessage row = rows.get(match.number());
                if (row != null && found.size() == limit) {
                    return new Page(found, HitPosition.of(place));
                }
                place = new Place(match.timestamp(), match.number());
                if (row != null) {
                    found.add(new Found(row, HitPosition.of(place)));
                }
            }
            if (matches.size() < asked) {
                return new Page(found, null);
            }
        }
        return new Page(found, HitPosition.of(place));
    }

    Page best(SearchQuery query, Prepared prepared, MatchFilter filter, @Nullable HitPosition after, int limit) {
        List<Match> matches = index.best(prepared, filter, BEST);
        Map<Long, ArchivedMessage> rows = rows(query, filter, matches);
        Exactness exactness = new Exactness(query);
        List<Found> found = new ArrayList<>();
        for (Match match : matches) {
            ArchivedMessage row = rows.get(match.number());
            if (row != null) {
                int exact = exactness.of(texts(row).values().stream().collect(Collectors.joining("\n")));
                found.add(new Found(
                        row, new HitPosition(exact, match.rank(), new Place(match.timestamp(), match.number()))));
            }
        }
        List<Found> rest = found.stream()
                .filter(one -> after == null || HitPosition.ORDER.compare(one.position, after) > 0)
                .sorted((one, other) -> HitPosition.ORDER.compare(one.position, other.position))
                .toList();
        List<Found> page = rest.subList(0, Math.min(limit, rest.size()));
        return new Page(page, rest.size() > limit ? page.getLast().position : null);
    }

    /** The texts by which a message is found, by their member in the answer. */
    static Map<String, String> texts(ArchivedMessage message) {
        Map<String, String> texts = new HashMap<>();
        var content = message.texts();
        if (content.body() != null) {
            texts.put("text", content.body());
        }
        if (content.mediaFilename() != null) {
            texts.put("media_filename", content.mediaFilename());
        }
        if (content.contactName() != null) {
            texts.put("contact_name", content.contactName());
        }
        return texts;
    }

    private Map<Long, ArchivedMessage> rows(SearchQuery query, MatchFilter filter, List<Match> matches) {
        return matches.stream().collect(Collectors.groupingBy(Match::session)).entrySet().stream()
                .flatMap(session -> rows(session.getKey(), session.getValue()))
                .filter(row -> !row.changes().isDeleted() || !filter.hiding().contains(row.sessionName()))
                .filter(row -> query.traits().stream().allMatch(trait -> has(row, trait)))
                .collect(Collectors.toMap(ArchivedMessage::id, row -> row));
    }

    private Stream<ArchivedMessage> rows(String session, List<Match> matches) {
        return timeline
                .at(
                        new SessionName(session),
                        matches.stream()
                                .map(match -> new Timeline.Location(match.number(), match.chat(), match.timestamp()))
                                .toList())
                .values()
                .stream();
    }

    private static boolean has(ArchivedMessage row, Trait trait) {
        return switch (trait) {
            case QUOTE -> row.details().quotedMessageId() != null;
            case EDITED -> row.changes().editedAt() != null;
            case DELETED -> row.changes().isDeleted();
            case FORWARDED -> row.details().attributes().isForwarded();
            case MEDIA, LINK, REACTION -> true;
        };
    }
}
