package com.tradingsystem.whatsapp.gateway.paging;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, each at most once and none that the route does not know: a filter with a typing mistake
 * would otherwise answer with what was not asked for. Every complaint names the parameter.
 */
public final class QueryParameters {

    /** The largest page. */
    public static final int MOST = 200;

    private static final int USUAL = 50;

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the parameters.
     *
     * @throws ProblemException 400 if there are others than the known ones, or one twice
     */
    public static QueryParameters of(HttpServletRequest request, String... known) {
        Map<String, String> values = new HashMap<>();
        request.getParameterMap().forEach((name, given) -> {
            if (!List.of(known).contains(name)) {
                throw ProblemException.invalidParameter(
                        name,
                        known.length == 0
                                ? "is not known; this route takes none"
                                : "is not known; this route takes " + String.join(", ", known));
            }
            if (given.length > 1) {
                throw ProblemException.invalidParameter(name, "must not be given more than once");
            }
            if (given[0].indexOf('\0') >= 0) {
                throw ProblemException.invalidParameter(name, "must not hold NUL characters");
            }
            values.put(name, given[0]);
        });
        // Tomcat leaves out what it cannot decode and reports it in this attribute alone.
        if (request.getAttribute("org.apache.catalina.parameter_parse_failed") != null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The query string cannot be decoded.");
        }
        return new QueryParameters(values);
    }

    /** The parameter {@code limit}: 1 to {@value #MOST}. */
    public int limit() {
        String text = values.get("limit");
        if (text == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.invalidParameter("limit", "must be a whole number from 1 to " + MOST);
    }

    /**
     * Refuses parameters that exclude each other.
     *
     * @throws ProblemException 400 if more than one of them is given
     */
    public void atMostOne(String... names) {
        List<String> given = Arrays.stream(names).filter(values::containsKey).toList();
        if (given.size() > 1) {
            throw ProblemException.invalidParameter(
                    given.getLast(), "must not be given together with " + given.getFirst());
        }
    }

    /** A text; null if it is not given. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** {@code true} or {@code false}; null if it is not given. */
    public @Nullable Boolean flag(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw ProblemException.invalidParameter(name, "must be true or false");
        };
    }

    /** A point in time; null if it is not given. */
    public @Nullable Instant time(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        Instant time = Times.parse(text);
        if (time == null) {
            throw ProblemException.invalidParameter(
                    name,
                    "must be a date-time such as 2026-05-04T12:30:00Z, a date, or seconds or milliseconds since 1970");
        }
        return time;
    }
}
