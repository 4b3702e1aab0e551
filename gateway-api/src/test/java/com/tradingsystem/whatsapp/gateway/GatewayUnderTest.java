package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.ingest.Ingest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** A gateway on a port of its own and a client for it. */
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        classes = GatewayApi.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "whatsapp.api.token=" + GatewayUnderTest.API_TOKEN,
            "whatsapp.api.tokens=reader:read=" + GatewayUnderTest.READER_TOKEN + ";tenant:read:tenant-1,tenant-2="
                    + GatewayUnderTest.TENANT_TOKEN,
            "whatsapp.webhook.token=" + GatewayUnderTest.WEBHOOK_TOKEN,
            "whatsapp.webhook.token-previous=" + GatewayUnderTest.PREVIOUS_WEBHOOK_TOKEN,
            "whatsapp.webhook.max-body=2MB",
            "whatsapp.media.directory=target/test-media",
            "whatsapp.warm-up.at-most=0s"
        })
public abstract class GatewayUnderTest {

    public static final String API_TOKEN = "k3wq-81mz-tests-only-operator";
    public static final String READER_TOKEN = "p7dn-55xv-tests-only-reader";
    public static final String TENANT_TOKEN = "z2hb-97rt-tests-only-tenant";
    public static final String WEBHOOK_TOKEN = "m4cf-38ky-tests-only-webhook";
    public static final String PREVIOUS_WEBHOOK_TOKEN = "b9sj-62lg-tests-only-webhook-old";

    private static final HttpClient client = HttpClient.newHttpClient();
    private static final ObjectMapper json = new ObjectMapper();

    @LocalServerPort
    protected int port;

    @Value("${local.management.port}")
    protected int managementPort;

    /** The real one, which a test may make fail. */
    @MockitoSpyBean
    protected Ingest ingest;

    /** An answer with its body as text and as JSON. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return json.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + response.body(), e);
            }
        }
    }

    /** Asks with the operator's token. */
    protected Answer get(String path, String... headers) {
        return send(request(path).header("X-Api-Token", API_TOKEN), headers);
    }

    /** Asks without a token. */
    protected Answer getAnonymously(String path, String... headers) {
        return send(request(path), headers);
    }

    /** Posts an event as WAHA does. */
    protected Answer postEvent(String event) {
        return send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(event)));
    }

    /** Posts the events of a file of webhooks, as if they were of this session. */
    protected void postEvents(String resource, String session) {
        try (InputStream in = getClass().getResourceAsStream(resource)) {
            for (JsonNode event : json.readTree(Objects.requireNonNull(in))) {
                Answer answer = postEvent(
                        event.toString().replaceAll("\"session\":\"c\\w+\"", "\"session\":\"" + session + "\""));
                assertThat(answer.body()).isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether an answer is a problem of a type, as it should be. */
    protected static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:whatsapp-gateway:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
    }

    /** Whether an answer complains about a parameter by its name. */
    protected static void assertBadParameter(Answer answer, String parameter) {
        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer.json().path("parameter").asText()).isEqualTo(parameter);
        assertThat(answer.json().path("reason").asText()).isNotBlank();
        assertThat(answer.json().path("detail").asText()).startsWith(parameter + " ");
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    protected static Answer send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
