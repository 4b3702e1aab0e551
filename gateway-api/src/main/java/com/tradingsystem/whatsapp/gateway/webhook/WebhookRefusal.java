package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** A webhook that is not taken. WAHA comes again after any answer but 2xx, so each of these costs repeated deliveries. */
final class WebhookRefusal extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why; the names are values of the metric's tag {@code reason}. */
    enum Reason {
        TOKEN(ProblemType.UNAUTHORIZED, "X-Whatsapp-Token is missing or wrong."),
        HMAC(ProblemType.UNAUTHORIZED, "X-Webhook-Hmac is missing or wrong."),
        HMAC_ALGORITHM(ProblemType.UNAUTHORIZED, "X-Webhook-Hmac-Algorithm is not sha512."),
        HMAC_VERSION(ProblemType.UNAUTHORIZED, "X-Webhook-Hmac-Version is not known."),
        CONTENT_TYPE(ProblemType.WRONG_CONTENT_TYPE, "Content-Type must be application/json."),
        MALFORMED(ProblemType.MALFORMED_BODY, "The body must be one JSON object."),
        TOO_LARGE(ProblemType.BODY_TOO_LARGE, "The body is over the limit; WHATSAPP_WEBHOOK_MAX_BODY raises it."),
        TIMEOUT(ProblemType.REQUEST_TIMEOUT, "The body took too long to arrive."),
        OVERLOADED(ProblemType.UNAVAILABLE, "Too many bodies are on their way.");

        private final ProblemType type;
        private final String detail;

        Reason(ProblemType type, String detail) {
            this.type = type;
            this.detail = detail;
        }

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    WebhookRefusal(Reason reason) {
        super(reason.type, reason.detail);
        this.reason = reason;
        if (reason.type == ProblemType.UNAUTHORIZED) {
            getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Webhook realm=\"whatsapp-gateway\"");
        }
        if (reason.type == ProblemType.UNAVAILABLE) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
        }
    }

    Reason reason() {
        return reason;
    }
}
