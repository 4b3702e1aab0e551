package com.tradingsystem.whatsapp.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /actuator/prometheus} answered. */
public record Scrape(String text) {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+)(.*)$");

    /** The names of all families of metrics. */
    public Set<String> families() {
        return TYPE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of those that nothing explains. */
    public Set<String> unexplained() {
        Map<String, String> help = HELP.matcher(text)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), Scrape::words, (one, other) -> one));
        return families().stream()
                .filter(family -> help.getOrDefault(family, "").isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(MatchResult found) {
        return found.group(2).strip();
    }
}
