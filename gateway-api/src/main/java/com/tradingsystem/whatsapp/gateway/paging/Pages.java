package com.tradingsystem.whatsapp.gateway.paging;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers with pages of lists. */
public final class Pages {

    /** What tells where a page is; a cursor takes the place of each. */
    private static final Set<String> PLACES = Set.of("cursor", "around", "at");

    private Pages() {}

    /** A page whose {@code Link} leads to the next one; {@code next} is null on the last page. */
    public static <T> ResponseEntity<T> page(HttpServletRequest request, T body, @Nullable String next) {
        return page(request, body, next, null);
    }

    /** A page whose {@code Link} leads on and back; null where there is no page on that side. */
    public static <T> ResponseEntity<T> page(
            HttpServletRequest request, T body, @Nullable String next, @Nullable String previous) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        String links = Stream.of(link(request, next, "next"), link(request, previous, "prev"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        if (!links.isEmpty()) {
            answer.header(HttpHeaders.LINK, links);
        }
        return answer.body(body);
    }

    private static Optional<String> link(HttpServletRequest request, @Nullable String cursor, String relation) {
        return Optional.ofNullable(cursor).map(to -> "<%s>; rel=\"%s\"".formatted(address(request, to), relation));
    }

    /** Relative to the host, so that it holds behind any proxy that keeps paths. */
    private static String address(HttpServletRequest request, String cursor) {
        Stream<String> others = request.getQueryString() == null
                ? Stream.empty()
                : Arrays.stream(request.getQueryString().split("&"))
                        .filter(parameter -> !parameter.isEmpty() && !PLACES.contains(name(parameter)));
        return request.getRequestURI()
                + Stream.concat(others, Stream.of("cursor=" + cursor)).collect(Collectors.joining("&", "?", ""));
    }

    private static String name(String parameter) {
        String name = parameter.split("=", 2)[0];
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
    }
}
