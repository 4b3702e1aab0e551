package com.tradingsystem.whatsapp.gateway.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes who looked at what: the name of the token, the route and how it was answered. Never a value of the path or the query, which are
 * people's addresses and words.
 *
 * <p>As a valve it sees what no filter does: the status in the end, also of answers that are streamed, and the requests that security
 * refuses.
 */
final class ApiAccessLog extends ValveBase implements AccessLog {

    static final String LOGGER = "whatsapp.access";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String MDC_KEY = "requestId";
    private static final String NONE = "-";

    /** A method is the caller's word too. */
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    ApiAccessLog() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    /** @param time in nanoseconds */
    @Override
    public void log(Request request, Response response, long time) {
        String path = request.getDecodedRequestURI();
        if (path == null || !path.startsWith("/api/")) {
            return;
        }
        String caller = text(request.getAttribute(Caller.NAME));
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : NONE;
        String route = text(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        int status = response.getStatus();
        long millis = Duration.ofNanos(time).toMillis();
        MDC.put(MDC_KEY, text(response.getHeader(REQUEST_ID)));
        try {
            log.atInfo()
                    .addKeyValue("caller", caller)
                    .addKeyValue("method", method)
                    .addKeyValue("route", route)
                    .addKeyValue("status", status)
                    .addKeyValue("duration_ms", millis)
                    .log("{} {} {} {} {} ms", caller, method, route, status, millis);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Addresses are not logged, so it does not matter where they would be taken from.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
