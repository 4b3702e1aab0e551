package com.tradingsystem.whatsapp.gateway.cache;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.identity.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives an answer again while nothing of its session changed: messages, contacts and the session itself.
 *
 * <p>The version of the session is looked up before the database is asked, and changes after every commit before its sender is
 * answered; so an answer that is kept never hides what was acknowledged when it is given.
 */
final class AnswerCache extends OncePerRequestFilter {

    private static final Pattern OF_A_SESSION = Pattern.compile("/api/(?:messages|contacts|sessions)/([^/]+)(?:/.*)?");
    private static final int LARGEST = 256 * 1024;

    private final AnswerStore store;
    private final Counter hits;
    private final Counter misses;

    AnswerCache(AnswerStore store, MeterRegistry registry) {
        this.store = store;
        this.hits = counter(registry, "hit");
        this.misses = counter(registry, "miss");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("whatsapp.cache.answers")
                .description("Queries that could be answered from what was kept, and that could not")
                .tag("result", result)
                .register(registry);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionName session = sessionOf(request);
        Caller caller = caller();
        if (session == null || caller == null || !caller.sees(session)) {
            chain.doFilter(request, response);
            return;
        }
        String key = key(request);
        AnswerStore.Look look = store.look(session, key);
        if (look.answer() != null) {
            hits.increment();
            write(look.answer(), response);
            return;
        }
        misses.increment();
        if (look.version() == null) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper copy = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, copy);
        String contentType = copy.getContentType();
        if (copy.getStatus() == HttpStatus.OK.value() && contentType != null && copy.getContentSize() <= LARGEST) {
            String link = copy.getHeader(HttpHeaders.LINK);
            String body = new String(copy.getContentAsByteArray(), StandardCharsets.UTF_8);
            store.keep(key, new CachedAnswer(look.version(), contentType, link == null ? "" : link, body));
        }
        copy.copyBodyToResponse();
    }

    private static void write(CachedAnswer answer, HttpServletResponse response) throws IOException {
        response.setContentType(answer.contentType());
        if (!answer.link().isEmpty()) {
            response.setHeader(HttpHeaders.LINK, answer.link());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static @Nullable SessionName sessionOf(HttpServletRequest request) {
        Matcher path = OF_A_SESSION.matcher(request.getRequestURI());
        return request.getMethod().equals("GET") && path.matches() ? SessionName.parse(path.group(1)) : null;
    }

    private static @Nullable Caller caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    /** What is asked, hashed, so that Redis holds no addresses in its keys. Callers who see the session see the same. */
    private static String key(HttpServletRequest request) {
        String asked = request.getRequestURI() + '?' + request.getQueryString();
        return "whatsapp:answer:" + HexFormat.of().formatHex(Sha256.of(asked), 0, 16);
    }
}
