package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ApiTokensTests {

    private static final String TOKEN = "6f1c2b9e0d7a4853";
    private static final String OTHER = "b40a7c5d9e2f8163";

    @Test
    void theOneToken_mayDoEverythingEverywhere() {
        ApiTokens tokens = ApiTokens.of(environment(TOKEN, ""));

        assertThat(tokens.callerOf(TOKEN)).isEqualTo(new Caller("default", Caller.Scope.ADMIN, Set.of()));
        assertThat(tokens.callerOf(OTHER)).isNull();
        assertThat(tokens.callerOf("")).isNull();
    }

    @Test
    void furtherTokens_mayDoWhatTheirEntrySays() {
        ApiTokens tokens = ApiTokens.of(
                environment(TOKEN, " crm:read:sales-eu, sales-us = " + OTHER + "=; ops:admin=" + OTHER + OTHER + ";"));

        assertThat(tokens.callerOf(OTHER + "="))
                .isEqualTo(new Caller(
                        "crm", Caller.Scope.READ, Set.of(new SessionName("sales-eu"), new SessionName("sales-us"))));
        assertThat(tokens.callerOf(OTHER + OTHER)).isEqualTo(new Caller("ops", Caller.Scope.ADMIN, Set.of()));
        assertThat(tokens.callerOf(TOKEN)).isNotNull();
    }

    @Test
    void callerOfSomeSessions_seesOnlyThose() {
        Caller some = new Caller("crm", Caller.Scope.READ, Set.of(new SessionName("mine")));
        Caller all = new Caller("ops", Caller.Scope.READ, Set.of());

        assertThat(some.sees(new SessionName("mine"))).isTrue();
        assertThat(some.sees(new SessionName("theirs"))).isFalse();
        assertThat(all.sees(new SessionName("theirs"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm=" + OTHER,
                "crm:write=" + OTHER,
                "crm:read:=" + OTHER,
                "crm:read:a,,b=" + OTHER,
                "crm:read:a/b=" + OTHER,
                "crm:read",
                "crm:read=",
                "crm:read=short",
                "crm:read=your-api-token-here",
                "default:read=" + OTHER,
                "crm:read=" + TOKEN,
                "a:read=" + OTHER + ";a:read=" + OTHER + OTHER,
                "a:read=" + OTHER + ";b:read=" + OTHER
            })
    void entriesThatAreNotFit_areRefused_withoutBeingQuoted(String entries) {
        assertThatExceptionOfType(WeakSecrets.class)
                .isThrownBy(() -> ApiTokens.of(environment(TOKEN, entries)))
                .withMessageContaining("WHATSAPP_GATEWAY_API_TOKENS, entry ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(OTHER, TOKEN, "your-api"));
    }

    @Test
    void missingToken_isRefused() {
        assertThat(ApiTokens.complaints(new MockEnvironment()))
                .containsExactly("WHATSAPP_GATEWAY_API_TOKEN, which opens the API, is missing.");
    }

    private static MockEnvironment environment(String token, String tokens) {
        return new MockEnvironment()
                .withProperty("whatsapp.api.token", token)
                .withProperty("whatsapp.api.tokens", tokens);
    }
}
