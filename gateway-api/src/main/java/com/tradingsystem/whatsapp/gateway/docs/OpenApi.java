package com.tradingsystem.whatsapp.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The OpenAPI description: written by hand, a file for each feature, put together here. */
final class OpenApi {

    private static final String FILES = "classpath:openapi/*.yaml";

    private OpenApi() {}

    /**
     * The whole description.
     *
     * @param version of the service
     */
    static ObjectNode describe(String version) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        ObjectNode whole = yaml.createObjectNode();
        for (Resource file : files()) {
            try (InputStream in = file.getInputStream()) {
                merge(whole, yaml.readTree(in));
            }
        }
        whole.withObject("/info").put("version", version);
        return whole;
    }

    /** In the order of their names, so that the numbers in front of them give the order of the whole. */
    private static List<Resource> files() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                .sorted(Comparator.comparing(file -> Objects.requireNonNull(file.getFilename())))
                .toList();
    }

    private static void merge(ObjectNode into, JsonNode part) {
        part.properties().forEach(member -> {
            JsonNode present = into.get(member.getKey());
            if (present == null) {
                into.set(member.getKey(), member.getValue());
            } else if (present instanceof ObjectNode object && member.getValue().isObject()) {
                merge(object, member.getValue());
            } else if (present instanceof ArrayNode array && member.getValue() instanceof ArrayNode more) {
                array.addAll(more);
            } else {
                throw new IllegalStateException("described twice: " + member.getKey());
            }
        });
    }
}
