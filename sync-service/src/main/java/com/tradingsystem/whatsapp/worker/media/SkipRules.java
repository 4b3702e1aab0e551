package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.MediaJob;
import java.util.List;
import java.util.Locale;

/** Which files the operator does not want: by the kind of message, by what the sender says they are, by chat. */
final class SkipRules {

    private final List<String> rules;

    SkipRules(List<String> rules) {
        this.rules = rules.stream()
                .map(rule -> rule.strip().toLowerCase(Locale.ROOT))
                .filter(rule -> !rule.isEmpty())
                .toList();
    }

    boolean exclude(MediaJob job) {
        return rules.stream().anyMatch(rule -> matches(rule, job));
    }

    private static boolean matches(String rule, MediaJob job) {
        if (rule.contains("@")) {
            return job.chatId().endsWith(rule);
        }
        String type = job.mimeType();
        if (rule.contains("/")) {
            return type != null && type.toLowerCase(Locale.ROOT).startsWith(rule);
        }
        return job.kind().equals(rule);
    }
}
