package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.gateway.GatewayUnderTest;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds the description of the interface against the interface. */
@DirtiesContext
class OpenApiIntegrationTests extends GatewayUnderTest {

    /** Its numbers are in the examples, so nobody else may insert anything. */
    private static final TestDatabase own = TestDatabase.create();

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final RequestMappingHandlerMapping routes;

    OpenApiIntegrationTests(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        own.register(registry);
    }

    @BeforeAll
    static void fill() {
        new ExampleArchive(own).fill();
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    /** An operation of the description. */
    private record Operation(String path, String method, JsonNode description, JsonNode shared) {

        Stream<JsonNode> parameters() {
            return Stream.concat(stream(shared), stream(description.path("parameters")));
        }
    }

    @Test
    void everyRoute_isDescribed_andNoOther() {
        Set<String> described = operations()
                .map(operation -> operation.method + " " + operation.path)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        routes.getHandlerMethods().forEach((route, handler) -> {
            for (String path : route.getPatternValues()) {
                for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                    there.add(method.name().toLowerCase(java.util.Locale.ROOT) + " " + path);
                }
            }
        });

        assertThat(described).isEqualTo(there);
    }

    @TestFactory
    Stream<DynamicTest> everyExample_runs() {
        List<DynamicTest> tests = new ArrayList<>();
        operations()
                .sorted(java.util.Comparator.comparing(operation -> !operation.method.equals("get")))
                .forEach(operation -> operation
                        .description
                        .path("responses")
                        .properties()
                        .forEach(response -> resolved(response.getValue())
                                .path("content")
                                .properties()
                                .forEach(content -> content.getValue()
                                        .path("examples")
                                        .properties()
                                        .forEach(example -> tests.add(DynamicTest.dynamicTest(
                                                operation
                                                                .description
                                                                .get("operationId")
                                                                .asText() + ": " + example.getKey(),
                                                () -> run(
                                                        operation,
                                                        Integer.parseInt(response.getKey()),
                                                        content.getKey(),
                                                        content.getValue().get("schema"),
                                                        example.getValue())))))));
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    @Test
    void everyQueryParameter_isDescribed_andNoOther() {
        operations().filter(operation -> operation.path.startsWith("/api/")).forEach(operation -> {
            Set<String> described = operation
                    .parameters()
                    .map(this::resolved)
                    .filter(parameter -> parameter.get("in").asText().equals("query"))
                    .map(parameter -> parameter.get("name").asText())
                    .collect(Collectors.toCollection(TreeSet::new));

            Answer answer = send(request(operation.path.replaceAll("[{}]", "") + "?no_such_parameter=1")
                    .header("X-Api-Token", API_TOKEN)
                    .method(operation.method.toUpperCase(java.util.Locale.ROOT), BodyPublishers.noBody()));

            assertBadParameter(answer, "no_such_parameter");
            String reason = answer.json().get("reason").asText();
            String taken = reason.substring(reason.indexOf("takes ") + "takes ".length());
            assertThat(taken.equals("none") ? Set.of() : new TreeSet<>(List.of(taken.split(", "))))
                    .as(operation.method + " " + operation.path)
                    .isEqualTo(described);
        });
    }

    @Test
    void everyReference_leadsSomewhere() {
        JsonNode description = description();

        for (JsonNode reference : description.findValues("$ref")) {
            assertThat(description.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        assertThat(description.get("openapi").asText()).startsWith("3.1");
        assertThat(description.at("/info/version").asText()).isNotBlank();
    }

    private void run(Operation operation, int status, String contentType, JsonNode schema, JsonNode example) {
        String[] request = example.get("x-request").asText().split(" ", 2);
        HttpRequest.Builder builder = request(request[1]);
        if (!example.path("x-anonymous").asBoolean()) {
            builder.header("X-Api-Token", API_TOKEN).header("X-Whatsapp-Token", WEBHOOK_TOKEN);
        }
        if (example.has("x-body")) {
            builder.header("Content-Type", "application/json");
            builder.method(
                    request[0], BodyPublishers.ofString(example.get("x-body").toString()));
        }
        assertThat(request[1]).matches(operation.path.replaceAll("\\{[a-z]+}", "[^/?]+") + "(\\?.*)?");
        assertThat(request[0]).isEqualToIgnoringCase(operation.method);

        Answer answer = send(builder);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(contentType);
        assertThat(without(answer.json(), example.path("x-varies")))
                .as(answer.body())
                .isEqualTo(without(example.get("value"), example.path("x-varies")));
        assertDescribed(answer.json(), schema, operation.path);
    }

    private static JsonNode without(JsonNode value, JsonNode varying) {
        JsonNode copy = value.deepCopy();
        varying.forEach(name ->
                copy.findParents(name.asText()).forEach(parent -> ((ObjectNode) parent).put(name.asText(), "varies")));
        return copy;
    }

    /** Whether all members of an answer are in its schema, and all the schema's in the answer. */
    private void assertDescribed(JsonNode value, JsonNode unresolved, String where) {
        JsonNode schema = resolved(unresolved);
        if (value.isArray()) {
            value.forEach(element -> assertDescribed(element, schema.path("items"), where + "/*"));
        } else if (value.isObject() && !members(schema).isEmpty()) {
            if (where.contains("/problem") || schema.path("required").toString().contains("\"title\"")) {
                assertThat(members(schema)).as(where).containsAll(names(value));
            } else {
                assertThat(names(value)).as(where).isEqualTo(members(schema)).isEqualTo(required(schema));
            }
            value.properties()
                    .forEach(member -> assertDescribed(
                            member.getValue(), member(schema, member.getKey()), where + "/" + member.getKey()));
        }
    }

    private Set<String> members(JsonNode schema) {
        Set<String> members = names(schema.path("properties"));
        stream(schema.path("allOf")).map(this::resolved).forEach(part -> members.addAll(members(part)));
        return members;
    }

    private Set<String> required(JsonNode schema) {
        Set<String> required =
                stream(schema.path("required")).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
        stream(schema.path("allOf")).map(this::resolved).forEach(part -> required.addAll(required(part)));
        return required;
    }

    private JsonNode member(JsonNode schema, String name) {
        JsonNode own = schema.path("properties").path(name);
        JsonNode found = own.isMissingNode()
                ? stream(schema.path("allOf"))
                        .map(part -> member(resolved(part), name))
                        .filter(part -> !part.isMissingNode())
                        .findFirst()
                        .orElse(own)
                : own;
        // Something or null.
        return found.has("oneOf") ? found.get("oneOf").get(0) : found;
    }

    private Stream<Operation> operations() {
        return description().get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(
                                path.getKey(),
                                member.getKey(),
                                member.getValue(),
                                path.getValue().path("parameters"))));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description().at(node.get("$ref").asText().substring(1)) : node;
    }

    private JsonNode description() {
        return getAnonymously("/openapi.json").json();
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
