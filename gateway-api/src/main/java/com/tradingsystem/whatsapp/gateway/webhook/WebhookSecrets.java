package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.gateway.secrets.SecretRules;
import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Tells whether a webhook comes from WAHA: by the token it sends, by the signature over its body, or by both where both are
 * configured. Of each two values may be active at once, so that they can be changed without losing an event. Immutable.
 */
public final class WebhookSecrets {

    private static final String TOKEN_HEADER = "X-Whatsapp-Token";
    private static final String HMAC_HEADER = "X-Webhook-Hmac";
    private static final String HMAC_ALGORITHM_HEADER = "X-Webhook-Hmac-Algorithm";
    private static final String HMAC_VERSION_HEADER = "X-Webhook-Hmac-Version";

    private static final String HMAC = "HmacSHA512";
    private static final int HMAC_HEX_LENGTH = 128;

    private final List<byte[]> tokens;
    private final List<SecretKeySpec> keys;

    WebhookSecrets(List<String> tokens, List<String> keys) {
        this.tokens = tokens.stream().map(WebhookSecrets::utf8).toList();
        this.keys = keys.stream().map(key -> new SecretKeySpec(utf8(key), HMAC)).toList();
    }

    /** The settings that hold a secret, with the variables operators know them by. */
    private enum Setting {
        TOKEN("token", "WHATSAPP_WEBHOOK_TOKEN"),
        TOKEN_PREVIOUS("token-previous", "WHATSAPP_WEBHOOK_TOKEN_PREVIOUS"),
        HMAC_KEY("hmac-key", "WHATSAPP_WEBHOOK_HMAC_KEY"),
        HMAC_KEY_PREVIOUS("hmac-key-previous", "WHATSAPP_WEBHOOK_HMAC_KEY_PREVIOUS");

        private final String property;
        private final String variable;

        Setting(String property, String variable) {
            this.property = "whatsapp.webhook." + property;
            this.variable = variable;
        }

        String in(Environment environment) {
            return environment.getProperty(property, "");
        }

        boolean isIn(Environment environment) {
            return !in(environment).isBlank();
        }
    }

    /**
     * The secrets of the configuration.
     *
     * @throws WeakSecrets if there is anything to complain about
     */
    static WebhookSecrets of(Environment environment) {
        List<String> complaints = complaints(environment);
        if (!complaints.isEmpty()) {
            throw new WeakSecrets(complaints);
        }
        return new WebhookSecrets(
                present(environment, Setting.TOKEN, Setting.TOKEN_PREVIOUS),
                present(environment, Setting.HMAC_KEY, Setting.HMAC_KEY_PREVIOUS));
    }

    /** What is wrong with the configured secrets, in sentences that begin with the variable's name. */
    public static List<String> complaints(Environment environment) {
        List<String> complaints = new ArrayList<>();
        if (!Setting.TOKEN.isIn(environment) && !Setting.HMAC_KEY.isIn(environment)) {
            complaints.add(
                    "%s, which WAHA sends with every event, is missing, and so is %s, with which it could sign them."
                            .formatted(Setting.TOKEN.variable, Setting.HMAC_KEY.variable));
        }
        for (Setting setting : Setting.values()) {
            String complaint = setting.isIn(environment) ? SecretRules.complaintAbout(setting.in(environment)) : null;
            if (complaint != null) {
                complaints.add("%s %s.".formatted(setting.variable, complaint));
            }
        }
        if (Setting.TOKEN_PREVIOUS.isIn(environment) && !Setting.TOKEN.isIn(environment)) {
            complaints.add("%s is set without a present one.".formatted(Setting.TOKEN_PREVIOUS.variable));
        }
        if (Setting.HMAC_KEY_PREVIOUS.isIn(environment) && !Setting.HMAC_KEY.isIn(environment)) {
            complaints.add("%s is set without a present one.".formatted(Setting.HMAC_KEY_PREVIOUS.variable));
        }
        return complaints;
    }

    /**
     * Looks at the token; needs no body.
     *
     * @throws WebhookRefusal if a token is configured and this request has not got it
     */
    void requireToken(HttpServletRequest request) {
        if (tokens.isEmpty()) {
            return;
        }
        String given = only(request, TOKEN_HEADER);
        if (!matchesAny(given == null ? new byte[0] : utf8(given), tokens)) {
            throw new WebhookRefusal(Reason.TOKEN);
        }
    }

    /**
     * Looks at the signature.
     *
     * @throws WebhookRefusal if a key is configured and the body is not signed with it
     */
    void requireSignature(HttpServletRequest request, byte[] body) {
        if (keys.isEmpty()) {
            return;
        }
        String algorithm = request.getHeader(HMAC_ALGORITHM_HEADER);
        // WAHA signs the body and sends no version. A fork signs something else and says 2; guessing would be no check.
        String version = request.getHeader(HMAC_VERSION_HEADER);
        if (algorithm != null && !algorithm.strip().equalsIgnoreCase("sha512")) {
            throw new WebhookRefusal(Reason.HMAC_ALGORITHM);
        }
        if (version != null && !Set.of("", "1").contains(version.strip())) {
            throw new WebhookRefusal(Reason.HMAC_VERSION);
        }
        String given = only(request, HMAC_HEADER);
        if (given == null || given.length() != HMAC_HEX_LENGTH) {
            throw new WebhookRefusal(Reason.HMAC);
        }
        List<byte[]> expected = keys.stream().map(key -> utf8(sign(key, body))).toList();
        if (!matchesAny(utf8(given.toLowerCase(Locale.ROOT)), expected)) {
            throw new WebhookRefusal(Reason.HMAC);
        }
    }

    static String sign(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** Compares with all, so that the time does not tell which one came close. */
    private static boolean matchesAny(byte[] given, List<byte[]> expected) {
        boolean match = false;
        for (byte[] one : expected) {
            match |= MessageDigest.isEqual(given, one);
        }
        return match;
    }

    /** The value of a header that is there exactly once. */
    private static @Nullable String only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.size() == 1 ? values.getFirst().strip() : null;
    }

    private static List<String> present(Environment environment, Setting... settings) {
        return java.util.Arrays.stream(settings)
                .filter(setting -> setting.isIn(environment))
                .map(setting -> setting.in(environment))
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
