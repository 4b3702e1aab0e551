package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.gateway.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates the caller of the API. A request without a valid token goes on as anonymous, and a route that needs a caller refuses it later;
 * one who guesses is refused here.
 */
final class TokenFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Api-Token";
    private static final String BEARER = "bearer ";

    private final ApiTokens tokens;
    private final WrongTokens wrongTokens;
    private final TokenMetrics metrics;
    private final ProblemWriter problems;

    TokenFilter(ApiTokens tokens, WrongTokens wrongTokens, TokenMetrics metrics, ProblemWriter problems) {
        this.tokens = tokens;
        this.wrongTokens = wrongTokens;
        this.metrics = metrics;
        this.problems = problems;
    }

    /** A token opens nothing else, and what asks for none has nothing to slow down. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = tokenOf(request);
        if (token != null) {
            Caller caller = tokens.callerOf(token);
            Duration wait = wrongTokens.judge(Network.of(request.getRemoteAddr()), token, caller);
            if (wait != null) {
                metrics.slowed();
                response.setHeader(HttpHeaders.RETRY_AFTER, ProblemException.seconds(wait));
                problems.write(response, ProblemType.TOO_MANY_WRONG_TOKENS.detail());
                return;
            }
            if (caller == null) {
                metrics.refused();
            } else {
                authenticate(request, caller);
            }
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(HttpServletRequest request, Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        request.setAttribute(Caller.NAME, caller.name());
    }

    /** The one token of the request, which may be there in both headers; null if there is none or they contradict. */
    private static @Nullable String tokenOf(HttpServletRequest request) {
        List<String> given = Stream.concat(
                        values(request, HEADER).map(String::strip),
                        values(request, HttpHeaders.AUTHORIZATION)
                                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                                .map(value -> value.substring(BEARER.length()).strip()))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        return given.size() == 1 ? given.getFirst() : null;
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        var values = request.getHeaders(header);
        return values == null ? Stream.empty() : java.util.Collections.list(values).stream();
    }

    /** A caller with a valid token. */
    private static final class CallerAuthentication extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Caller caller;

        CallerAuthentication(Caller caller) {
            super(authorities(caller.scope()));
            this.caller = caller;
            setAuthenticated(true);
        }

        @Override
        public String getCredentials() {
            return "";
        }

        @Override
        public Caller getPrincipal() {
            return caller;
        }

        private static List<GrantedAuthority> authorities(Caller.Scope upTo) {
            return Arrays.stream(Caller.Scope.values())
                    .filter(scope -> scope.compareTo(upTo) <= 0)
                    .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(scope.name()))
                    .toList();
        }
    }
}
