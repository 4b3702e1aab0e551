package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tradingsystem.whatsapp.gateway.GatewayUnderTest;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A client that openapi-generator makes from the description compiles, and reads every answer without losing anything of it. */
@DirtiesContext
class GeneratedClientIntegrationTests extends GatewayUnderTest {

    private static final TestDatabase own = TestDatabase.create();
    private static final ObjectMapper json = new ObjectMapper();

    /** Of the answer about health, and of that to a search. */
    private static final Set<String> VARYING = Set.of("uptime", "timestamp", "complete_until");

    @TempDir
    Path directory;

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        own.register(registry);
    }

    @BeforeAll
    static void fill() {
        new ExampleArchive(own).fill();
        own.jdbc()
                .sql("select whatsapp_gateway.initialize_sync_state('main', '5511987654321@c.us', 'full')")
                .query()
                .singleRow();
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    void javaClient_compiles_andReadsEveryAnswer() throws Exception {
        Path description = directory.resolve("openapi.json");
        Files.writeString(description, getAnonymously("/openapi.json").body());
        Path classes = ClientGenerator.java(description, directory);

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("ReadsEverything");
            Object user =
                    type.getConstructor(String.class, String.class).newInstance("http://127.0.0.1:" + port, API_TOKEN);

            assertThat(call(user, "story")).isEqualTo("""
                    2026-05-04T12:01:30Z Ana: Obrigada!
                    2026-05-04T12:01:00Z we: Segue o contrato assinado
                    2026-05-04T12:00:00Z Ana: Bom dia! Vocês têm o contrato?
                    """);
            Map<?, ?> answers = (Map<?, ?>) call(user, "answers");
            for (Map.Entry<?, ?> answer : answers.entrySet()) {
                JsonNode original = get((String) answer.getKey()).json();
                assertThat(comparable(json.readTree((byte[]) answer.getValue())))
                        .as(answer.getKey().toString())
                        .isEqualTo(comparable(original));
            }
            assertThat(routesOf(answers.keySet())).isEqualTo(routesWithJson());
            assertThat((String) call(user, "others"))
                    .contains("chatId: 5511987654321@c.us")
                    .endsWith("404 urn:whatsapp-gateway:problem:session-not-found");
        }
    }

    /** The compiler compares each answer with its type: nothing missing, nothing that has no name there, no other type, nothing left optional. */
    @Test
    void typeScriptClient_compiles_andReadsEveryAnswer() throws Exception {
        TypeScriptClient.assumeTools();
        TypeScriptClient.generate(getAnonymously("/openapi.json").body());

        JsonNode read = json.readTree(TypeScriptClient.run("http://127.0.0.1:" + port, API_TOKEN));

        assertThat(read.get("story"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "2026-05-04T12:01:30Z Ana: Obrigada!",
                        "2026-05-04T12:01:00Z we: Segue o contrato assinado 🙏",
                        "2026-05-04T12:00:00Z Ana: Bom dia! Vocês têm o contrato?");
        assertThat(read.get("problem").asText()).isEqualTo("404 urn:whatsapp-gateway:problem:session-not-found");
        StringBuilder answers = new StringBuilder("""
                import type { paths } from "./description.js";
                type Answer<P extends keyof paths> =
                  paths[P] extends { get: { responses: { 200: { content: { "application/json": infer A } } } } } ? A : never;
                type Optional<T> = T extends readonly (infer E)[]
                  ? Optional<E>
                  : T extends object
                    ? { [K in keyof T]-?: string extends K ? never : ({} extends Pick<T, K> ? K : never) | Optional<NonNullable<T[K]>> }[keyof T]
                    : never;
                type None<T extends never> = T;
                """);
        Set<String> asked = new TreeSet<>();
        for (Map.Entry<String, JsonNode> answer : read.get("answers").properties()) {
            JsonNode original = get(answer.getKey()).json();
            assertThat(comparable(answer.getValue())).as(answer.getKey()).isEqualTo(comparable(original));
            String route = routesOf(Set.of(answer.getKey())).iterator().next();
            asked.add(route);
            answers.append("export const answer%d: Answer<\"%s\"> = %s;%n"
                    .formatted(asked.size(), route, json.writeValueAsString(original)));
            answers.append("export type Optional%d = None<Optional<Answer<\"%s\">>>;%n".formatted(asked.size(), route));
        }
        assertThat(asked).isEqualTo(routesWithJson());
        TypeScriptClient.compileWith("answers.ts", answers.toString());
    }

    private static Object call(Object user, String method) throws Exception {
        try {
            return user.getClass().getMethod(method).invoke(user);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " failed", e.getCause());
        }
    }

    private Set<String> routesOf(Set<?> paths) {
        return routes().stream()
                .filter(route -> paths.stream()
                        .anyMatch(path -> path.toString()
                                .replaceFirst("\\?.*", "")
                                .matches(route.replaceAll("\\{[a-z]+}", "[^/]+"))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that answer with JSON, but for the description itself. */
    private Set<String> routesWithJson() {
        JsonNode paths = getAnonymously("/openapi.json").json().get("paths");
        return routes().stream()
                .filter(route -> !route.equals("/openapi.json"))
                .filter(route -> paths.get(route)
                        .path("get")
                        .path("responses")
                        .path("200")
                        .path("content")
                        .has("application/json"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> routes() {
        return getAnonymously("/openapi.json").json().get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Times by their instant, since a client may write them with another offset; what differs from call to call is taken out. */
    private static JsonNode comparable(JsonNode node) {
        if (node.isTextual()) {
            try {
                return TextNode.valueOf(
                        OffsetDateTime.parse(node.asText()).toInstant().toString());
            } catch (DateTimeException e) {
                return node;
            }
        }
        if (node.isNumber()) {
            return TextNode.valueOf(node.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (node.isArray()) {
            var array = json.createArrayNode();
            node.forEach(element -> array.add(comparable(element)));
            return array;
        }
        if (node.isObject()) {
            var object = json.createObjectNode();
            node.properties().stream()
                    .filter(member ->
                            !((node.has("uptime") || node.has("complete_until")) && VARYING.contains(member.getKey())))
                    .forEach(member -> object.set(member.getKey(), comparable(member.getValue())));
            return object;
        }
        return node;
    }
}
