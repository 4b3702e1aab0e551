package com.tradingsystem.whatsapp.search.index;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.search.SearchQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the table of words. Every method belongs into one snapshot with the others. Safe for use by many threads. */
public final class SearchIndex {

    /** Relevance looks at so many of the newest matches. */
    private static final int MOST_RANKED = 5_000;

    private static final String MATCHES = """
            whatsapp_gateway.search_matches(
              :sessions, :hiding, cast(:query as tsquery), cast(:former as tsquery), :after, :until, cast(:chats as text[]), cast(:senders as text[]),
              cast(:from_me as boolean), cast(:types as text[]), cast(:has_media as boolean), cast(:has_reaction as boolean), :before, :before_id, :limit)""";

    private static final String NEWEST =
            "select message_number, session_name, chat_id, \"timestamp\", 0::real as rank from " + MATCHES;

    private static final String COUNT = "select count(*) from " + MATCHES;

    private static final String BEST = """
            select m.message_number, m.session_name, m.chat_id, m."timestamp", ts_rank_cd(s.vector, cast(:query as tsquery), 1) as rank
              from %s m
              join whatsapp_gateway.message_search s using (message_number)
             order by rank desc, m."timestamp" desc, m.message_number desc
             limit :best""".formatted(MATCHES);

    private static final String LEXEMES = """
            select w.word, tsvector_to_array(to_tsvector('whatsapp_gateway.portuguese_folded', w.word)) as lexemes
              from unnest(:words::text[]) w (word)""";

    private static final String IS_REFOLDING =
            "select exists (select from whatsapp_gateway.message_search where fold = 0)";

    private final JdbcClient jdbc;

    SearchIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message that matches.
     *
     * @param rank the server's, for {@link #best} alone
     */
    public record Match(long number, String session, String chat, Instant timestamp, float rank) {}

    /** A query as the server takes it, and the same for rows of earlier versions. */
    public record Prepared(String query, String former) {}

    /** The time by the database's clock, up to which everything acknowledged is found. */
    public Instant now() {
        return jdbc.sql("select clock_timestamp() as now")
                .query((row, n) -> SqlTime.get(row, "now"))
                .single();
    }

    /** Whether rows of an earlier version are still to be made anew; they are found by the words as they were folded then. */
    public boolean isRefolding() {
        return jdbc.sql(IS_REFOLDING).query(Boolean.class).single();
    }

    /** Makes ready what is asked for. */
    public Prepared prepare(SearchQuery query, boolean isRefolding) {
        ServerQuery own = new ServerQuery(query);
        String sql = jdbc.sql("select cast(" + own.sql() + " as text)")
                .params(own.parameters())
                .query(String.class)
                .single();
        String former = isRefolding
                ? jdbc.sql("select cast(whatsapp_gateway.former_search_query(?) as text)")
                        .param(ServerQuery.former(query))
                        .query(String.class)
                        .single()
                : "";
        return new Prepared(sql, former);
    }

    /** Matches from a place on, newest first. */
    public List<Match> newest(Prepared query, MatchFilter filter, MatchFilter.Place before, int limit) {
        return bound(NEWEST, query, filter, before, limit)
                .query(SearchIndex::match)
                .list();
    }

    /** How many there are; counts no further than to {@code limit}. */
    public int count(Prepared query, MatchFilter filter, int limit) {
        return bound(COUNT, query, filter, MatchFilter.Place.NEWEST, limit)
                .query(Integer.class)
                .single();
    }

    /** Those that match best, of the newest {@value #MOST_RANKED}. */
    public List<Match> best(Prepared query, MatchFilter filter, int limit) {
        return bound(BEST, query, filter, MatchFilter.Place.NEWEST, MOST_RANKED)
                .param("best", limit)
                .query(SearchIndex::match)
                .list();
    }

    /** What the server makes of folded words: those that have one in common match each other. */
    public Map<String, Set<String>> lexemes(Collection<String> folded) {
        Map<String, Set<String>> found = new HashMap<>();
        if (!folded.isEmpty()) {
            jdbc.sql(LEXEMES)
                    .param("words", folded.stream().distinct().toArray(String[]::new))
                    .query((row, n) -> found.put(row.getString("word"), Set.of((String[])
                            row.getArray("lexemes").getArray())))
                    .list();
        }
        return found;
    }

    private JdbcClient.StatementSpec bound(
            String sql, Prepared query, MatchFilter filter, MatchFilter.Place before, int limit) {
        return jdbc.sql(sql)
                .param("query", query.query)
                .param("former", query.former)
                .param("sessions", array(filter.sessions()))
                .param("hiding", array(filter.hiding()))
                .param("after", SqlTime.of(filter.after()))
                .param("until", SqlTime.of(filter.until()))
                .param("chats", filter.chats() == null ? null : array(filter.chats()), Types.ARRAY)
                .param("senders", filter.senders() == null ? null : array(filter.senders()), Types.ARRAY)
                .param("from_me", filter.fromMe(), Types.BOOLEAN)
                .param("types", filter.types() == null ? null : array(filter.types()), Types.ARRAY)
                .param("has_media", filter.hasMedia(), Types.BOOLEAN)
                .param("has_reaction", filter.hasReaction(), Types.BOOLEAN)
                .param("before", SqlTime.of(before.timestamp()))
                .param("before_id", before.number())
                .param("limit", limit);
    }

    private static String[] array(Collection<String> values) {
        return values.stream().sorted().toArray(String[]::new);
    }

    private static Match match(ResultSet row, int n) throws SQLException {
        return new Match(
                row.getLong("message_number"),
                row.getString("session_name"),
                row.getString("chat_id"),
                SqlTime.get(row, "timestamp"),
                row.getFloat("rank"));
    }
}
