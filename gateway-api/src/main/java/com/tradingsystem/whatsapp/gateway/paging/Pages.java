package com.tradingsystem.whatsapp.gateway.paging;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers with pages of lists. */
public final class Pages {

    private Pages() {}

    /** A page whose {@code Link} leads to the next one; {@code next} is null on the last page. */
    public static <T> ResponseEntity<T> page(HttpServletRequest request, T body, @Nullable String next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(address(request, next)));
        }
        return answer.body(body);
    }

    /** Relative to the host, so that it holds behind any proxy that keeps paths. */
    private static String address(HttpServletRequest request, String cursor) {
        Stream<String> others = request.getQueryString() == null
                ? Stream.empty()
                : Arrays.stream(request.getQueryString().split("&"))
                        .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("cursor="));
        return request.getRequestURI()
                + Stream.concat(others, Stream.of("cursor=" + cursor)).collect(Collectors.joining("&", "?", ""));
    }
}
