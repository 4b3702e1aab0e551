package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** From addresses of their own, so that no other test is slowed down; all of 127.0.0.0/8 is this machine on Linux. */
@EnabledOnOs(OS.LINUX)
class GuessingIntegrationTests extends RunningGateway {

    @Test
    void threeHundredWrongTokens_areNotLookedAtAll() throws Exception {
        HttpClient guesser = client("127.0.0.66");
        HttpClient neighbour = client("127.0.0.67");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            statuses.add(ask(guesser, "guess-number-" + i).status());
        }

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses.subList(10, 300)).containsOnly(429);
        Answer slowed = ask(guesser, READER_TOKEN);
        assertProblem(slowed, 429, "too-many-wrong-tokens");
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 60);
        assertThat(ask(neighbour, READER_TOKEN).status()).isEqualTo(200);
        assertThat(metrics()).containsPattern("whatsapp_api_wrong_tokens_total\\{.*outcome=\"slowed\".*} [1-9]");
    }

    @Test
    void rightTokenThatIsInUseThere_isLetIn_whateverOthersTry() throws Exception {
        HttpClient shared = client("127.0.0.68");
        assertThat(ask(shared, READER_TOKEN).status()).isEqualTo(200);
        for (int i = 0; i < 30; i++) {
            ask(shared, "guess-number-" + i);
        }

        assertThat(ask(shared, "guess-number-31").status()).isEqualTo(429);
        assertThat(ask(shared, READER_TOKEN).status()).isEqualTo(200);
    }

    @Test
    void addressThatAHeaderClaims_countsForNothing() throws Exception {
        HttpClient guesser = client("127.0.0.69");
        for (int i = 0; i < 10; i++) {
            ask(guesser, "guess-number-" + i, "X-Forwarded-For", "203.0.113." + i, "Forwarded", "for=203.0.113." + i);
        }

        assertThat(ask(guesser, "guess", "X-Forwarded-For", "203.0.113.99").status())
                .isEqualTo(429);
    }

    private static HttpClient client(String address) throws IOException {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private Answer ask(HttpClient client, String token, String... headers) throws Exception {
        HttpRequest.Builder request = request("/api/sessions").header("X-Api-Token", token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private String metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")))
                .body();
    }
}
