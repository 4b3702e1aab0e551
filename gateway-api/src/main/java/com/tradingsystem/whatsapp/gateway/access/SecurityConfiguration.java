package com.tradingsystem.whatsapp.gateway.access;

import com.github.benmanes.caffeine.cache.Ticker;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.gateway.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Everything under {@code /api} needs a token; webhooks look at their own; health and documentation are for everybody. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Nothing here is a page but the documentation, which sets its own policy. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** Those that Spring Security lets through. */
    private static final Set<String> KNOWN_METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    @Bean
    ApiTokens apiTokens(Environment environment) {
        return ApiTokens.of(environment);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> apiAccessLog() {
        return factory -> factory.addEngineValves(new ApiAccessLog());
    }

    /** A webhook is asked for its token and its signature by its own controller: no filter has anything to do there. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain webhookSecurity() {
        return new DefaultSecurityFilterChain(
                PathPatternRequestMatcher.withDefaults().matcher("/webhooks/messages"));
    }

    /** Without an observation around every filter of every request. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, ApiTokens tokens, CorsSettings cors, MeterRegistry meters, ProblemWriter problems)
            throws Exception {
        if (cors.isOn()) {
            http.addFilter(Cors.filter(cors, problems));
        }
        TokenFilter tokenFilter =
                new TokenFilter(tokens, new WrongTokens(Ticker.systemTicker()), new TokenMetrics(meters), problems);
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies, so nothing to forge
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // Nothing is remembered between requests, and nobody is nobody: no filter has to say so.
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .addFilterBefore(tokenFilter, BasicAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/**")
                        .hasAuthority(Caller.Scope.READ.name())
                        .requestMatchers(HttpMethod.HEAD, "/api/**")
                        .hasAuthority(Caller.Scope.READ.name())
                        .requestMatchers(HttpMethod.OPTIONS, "/api/**")
                        .hasAuthority(Caller.Scope.READ.name())
                        .requestMatchers("/api/**") // what is left changes something
                        .hasAuthority(Caller.Scope.ADMIN.name())
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(nobody(problems)).accessDeniedHandler(notAllowed(problems)))
                .headers(headers -> headers
                        // The answers carry people's messages: cached by the caller alone, and asked for again each
                        // time.
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter((request, response) -> {
                            if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                                response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
                            }
                        })
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                        .contentTypeOptions(Customizer.withDefaults())
                        .addHeaderWriter((request, response) -> {
                            if (!response.containsHeader("Content-Security-Policy")) {
                                response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
                            }
                        }))
                .build();
    }

    /** Paths with encoded slashes, semicolons and the like never reach a route, nor do methods that no route could have. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejected) -> problems.write(
                response,
                KNOWN_METHODS.contains(request.getMethod())
                        ? ProblemType.INVALID_REQUEST.detail(
                                "The path or a header holds something that is not accepted.")
                        : ProblemType.METHOD_UNKNOWN.detail());
    }

    private static AuthenticationEntryPoint nobody(ProblemWriter problems) {
        return (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"whatsapp-gateway\"");
            problems.write(
                    response,
                    ProblemType.UNAUTHORIZED.detail("Send a token in X-Api-Token or as Authorization: Bearer."));
        };
    }

    private static AccessDeniedHandler notAllowed(ProblemWriter problems) {
        return (request, response, e) -> problems.write(response, ProblemType.FORBIDDEN.detail());
    }
}
