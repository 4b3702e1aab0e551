package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.gateway.secrets.SecretRules;
import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import com.tradingsystem.whatsapp.identity.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The tokens that open the API, as SHA-256 hashes. Immutable. */
public final class ApiTokens {

    private static final String ONE = "WHATSAPP_GATEWAY_API_TOKEN";
    private static final String MANY = "WHATSAPP_GATEWAY_API_TOKENS";

    private final List<Entry> entries;

    private ApiTokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, not by equals
    private record Entry(Caller caller, byte[] hash) {}

    /**
     * The tokens of the configuration.
     *
     * @throws WeakSecrets if there is anything to complain about
     */
    static ApiTokens of(Environment environment) {
        List<String> complaints = new ArrayList<>();
        ApiTokens tokens = read(environment, complaints);
        if (!complaints.isEmpty()) {
            throw new WeakSecrets(complaints);
        }
        return tokens;
    }

    /** What is wrong with the configured tokens, in sentences that begin with the variable's name. */
    public static List<String> complaints(Environment environment) {
        List<String> complaints = new ArrayList<>();
        read(environment, complaints);
        return complaints;
    }

    /** The caller with this token; null if there is none. Takes the same time for every token. */
    @Nullable
    Caller callerOf(String token) {
        byte[] hash = Sha256.of(token);
        Caller caller = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(hash, entry.hash)) {
                caller = entry.caller;
            }
        }
        return caller;
    }

    private static ApiTokens read(Environment environment, List<String> complaints) {
        ApiSettings settings = Binder.get(environment)
                .bind("whatsapp.api", ApiSettings.class)
                .orElseGet(() -> new ApiSettings("", ""));
        List<Entry> entries = new ArrayList<>();
        String complaint = SecretRules.complaintAbout(settings.token());
        if (complaint != null) {
            complaints.add("%s, which opens the API, %s.".formatted(ONE, complaint));
        }
        entries.add(new Entry(new Caller("default", Caller.Scope.ADMIN, Set.of()), Sha256.of(settings.token())));
        Set<String> seen = new HashSet<>(Set.of(settings.token(), "default"));
        int number = 0;
        for (String text : settings.tokens().split(";", -1)) {
            number++;
            if (!text.isBlank()) {
                add(text.strip(), "%s, entry %d".formatted(MANY, number), seen, entries, complaints);
            }
        }
        return new ApiTokens(entries);
    }

    private static void add(String text, String place, Set<String> seen, List<Entry> entries, List<String> complaints) {
        TokenEntry entry = TokenEntry.parse(text);
        if (entry == null) {
            complaints.add(place + ": write name:scope[:session,session]=token with scope read or admin.");
            return;
        }
        String complaint = SecretRules.complaintAbout(entry.token());
        if (complaint != null) {
            complaints.add("%s: the token %s.".formatted(place, complaint));
        } else if (!seen.add(entry.token()) || !seen.add(entry.caller().name())) {
            complaints.add(place + ": its name or its token is already taken.");
        }
        entries.add(new Entry(entry.caller(), Sha256.of(entry.token())));
    }
}
