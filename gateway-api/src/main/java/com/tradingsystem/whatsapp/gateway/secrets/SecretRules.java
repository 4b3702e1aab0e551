package com.tradingsystem.whatsapp.gateway.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a secret is fit to keep anybody out. */
public final class SecretRules {

    /** Shorter ones can be tried out: 16 characters are 64 bits even where only hexadecimal digits are used. */
    public static final int SHORTEST = 16;

    private static final int FEWEST_DIFFERENT = 5;

    /** From the documentation of this system, of WAHA and of the stack before this one, and what people type first. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "whatsapp-webhook-dev-token",
            "changeme-whatsapp-api-key",
            "changemechangeme",
            "change-me-please",
            "whatsappsecret",
            "whatsapp-webhook-token",
            "whatsapp-api-token",
            "whatsapp-gateway",
            "your_api_token",
            "your_webhook_token",
            "your_api_token_here",
            "your_webhook_token_here",
            "0123456789abcdef",
            "1234567890123456",
            "1234567890abcdef",
            "passwordpassword",
            "00000000000000000000000000000000",
            "11111111111111111111111111111111");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("your[-_ ].*|.*[-_ ]here|<.*>|\\$\\{.*}|.*change[-_ ]?me.*|x{3,}.*|.*dev[-_]token.*");

    private SecretRules() {}

    /** What is wrong with a secret, as the rest of a sentence about it; null if nothing is. */
    public static @Nullable String complaintAbout(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        if (secret.isBlank()) {
            return "is missing";
        }
        if (WELL_KNOWN.contains(lower) || PLACEHOLDER.matcher(lower).matches()) {
            return "is a well-known example or placeholder";
        }
        if (secret.length() < SHORTEST) {
            return "is shorter than " + SHORTEST + " characters";
        }
        if (secret.chars().distinct().count() < FEWEST_DIFFERENT) {
            return "repeats the same few characters";
        }
        if (!secret.equals(secret.strip()) || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
            return "holds characters that do not fit into an HTTP header";
        }
        return null;
    }
}
