package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of the configured origins call the API. There are no cookies, so an origin alone opens nothing: the page still has to have a
 * token.
 */
final class Cors implements CorsProcessor {

    private final CorsProcessor rules = new DefaultCorsProcessor();
    private final ProblemWriter problems;

    private Cors(ProblemWriter problems) {
        this.problems = problems;
    }

    /** A filter to stand before the look at the token, since a preflight has none. */
    static CorsFilter filter(CorsSettings settings, ProblemWriter problems) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(settings.allowedOrigins());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        configuration.setAllowedHeaders(List.of(
                TokenFilter.HEADER,
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH,
                HttpHeaders.IF_RANGE,
                HttpHeaders.RANGE,
                "X-Request-Id",
                "Last-Event-ID",
                "traceparent"));
        configuration.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.LINK,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.ACCEPT_RANGES,
                HttpHeaders.CONTENT_RANGE,
                HttpHeaders.CONTENT_LENGTH,
                HttpHeaders.CONTENT_DISPOSITION,
                HttpHeaders.ALLOW,
                "X-Request-Id"));
        configuration.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration("/api/**", configuration);
        CorsFilter filter = new CorsFilter(paths);
        filter.setCorsProcessor(new Cors(problems));
        return filter;
    }

    /**
     * Answers preflights. A request proper of another origin goes on without the headers that would let a page read its answer: behind a proxy
     * the gateway does not know its own address, and would take its own documentation for a stranger.
     */
    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (configuration == null || isAllowed(configuration, request)) {
            return rules.processRequest(configuration, request, response);
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!CorsUtils.isPreFlightRequest(request)) {
            return true;
        }
        problems.write(response, ProblemType.ORIGIN_NOT_ALLOWED.detail());
        return false;
    }

    private static boolean isAllowed(CorsConfiguration configuration, HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || configuration.checkOrigin(origin) != null;
    }
}
