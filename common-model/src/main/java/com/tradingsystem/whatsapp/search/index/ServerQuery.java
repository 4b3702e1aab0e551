package com.tradingsystem.whatsapp.search.index;

import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.SearchQuery.Group;
import com.tradingsystem.whatsapp.search.SearchQuery.Trait;
import com.tradingsystem.whatsapp.search.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A query as an SQL expression of the server's type for queries. What was typed is a parameter throughout. Used once. */
final class ServerQuery {

    private static final String PHRASE = "phraseto_tsquery('whatsapp_gateway.portuguese_folded', ?)";
    private static final String WORDS = "plainto_tsquery('whatsapp_gateway.portuguese_folded', ?)";
    private static final String MARKS = "cast(? as tsquery)";
    private static final List<String> LINKS = List.of("http", "https", "www");

    private final List<String> parameters = new ArrayList<>();
    private final String sql;

    ServerQuery(SearchQuery query) {
        String groups = query.groups().stream().map(this::group).collect(Collectors.joining(" || ", "(", ")"));
        this.sql = query.traits().contains(Trait.LINK) ? groups + " && " + links() : groups;
    }

    String sql() {
        return sql;
    }

    List<String> parameters() {
        return List.copyOf(parameters);
    }

    private String links() {
        parameters.addAll(LINKS);
        return LINKS.stream().map(link -> PHRASE).collect(Collectors.joining(" || ", "(", ")"));
    }

    private String group(Group group) {
        List<String> parts = new ArrayList<>();
        group.all().forEach(term -> parts.add(term(term)));
        group.none().forEach(term -> parts.add("!!" + term(term)));
        return parts.stream().collect(Collectors.joining(" && ", "(", ")"));
    }

    private String term(Term term) {
        List<String> either = new ArrayList<>();
        if (!term.words().isEmpty()) {
            parameters.add(String.join(" ", term.words()));
            either.add(term.areApart() ? WORDS : PHRASE);
        }
        if (!term.digits().isEmpty()) {
            parameters.add(term.marks());
            either.add(MARKS);
        }
        List<String> all = new ArrayList<>();
        if (!either.isEmpty()) {
            all.add("(" + String.join(" || ", either) + ")");
        }
        if (!term.emoji().isEmpty()) {
            parameters.add(String.join(" & ", term.emoji()));
            all.add(MARKS);
        }
        return "(" + String.join(" && ", all) + ")";
    }

    /** The same for rows of earlier versions, as it would be typed into the former search. */
    static String former(SearchQuery query) {
        return query.groups().stream()
                .map(group -> group.all().stream().map(ServerQuery::quoted).collect(Collectors.joining(" "))
                        + group.none().stream().map(term -> " -" + quoted(term)).collect(Collectors.joining()))
                .collect(Collectors.joining(" or "));
    }

    private static String quoted(Term term) {
        return "\"" + term.typed().replace('"', ' ') + "\"";
    }
}
