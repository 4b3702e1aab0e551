package com.tradingsystem.whatsapp.waha;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Makes golden files worse: swaps values for others of any type, mixes engines with foreign payloads, tears bytes
 * apart.
 */
final class HostileInputs {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "me",
            "true",
            "\u0000",
            "a\u0000\ud83d",
            "\udc00",
            "15551230001@c.us",
            "15551230001:7@s.whatsapp.net",
            "0@c.us",
            "90000000000077@lid",
            "120363000000000001@g.us",
            "status@broadcast",
            "120363111111111111@newsletter",
            "false_15551230001@c.us_3EB0AAAA0001",
            "true_120363000000000001@g.us_3EB0AAAA0001_90000000000001@lid",
            "3EB0AAAA0001",
            "1795329600",
            "99999999999999999999999999",
            "1e400",
            "2026-11-22T06:40:00Z",
            "0001-01-01T00:00:00Z",
            "BEGIN:VCARD\nFN:\u0000\nEND:VCARD",
            "BEGIN:VCARD",
            "image/jpeg",
            "chat",
            "vcard",
            "location",
            "revoked",
            "READ",
            "x".repeat(5_000));

    private static final List<String> NAMES = List.of(
            "id",
            "_data",
            "message",
            "Message",
            "Info",
            "key",
            "media",
            "location",
            "vCards",
            "replyTo",
            "type",
            "from",
            "to",
            "participant",
            "timestamp",
            "after",
            "before",
            "reaction",
            "group",
            "participants",
            "vote",
            "poll",
            "ephemeralMessage",
            "editedMessage",
            "protocolMessage",
            "contextInfo",
            "_serialized",
            "low",
            "high");

    private final RandomGenerator random;
    private final List<byte[]> seeds = GoldenFiles.all().stream()
            .map(GoldenFiles::bytes)
            .filter(bytes -> bytes.length < 20_000)
            .toList();
    private final List<String> events = GoldenFiles.all().stream()
            .map(Path::getFileName)
            .map(name -> name.toString().replaceFirst("(-.*)?\\.json$", ""))
            .distinct()
            .toList();

    HostileInputs(RandomGenerator random) {
        this.random = random;
    }

    byte[] next() {
        byte[] seed = pick(seeds);
        return switch (random.nextInt(10)) {
            case 0 -> torn(seed);
            case 1, 2 -> corrupted(seed);
            case 3 -> bytes(value(6));
            case 4 -> bytes(envelope(value(8)));
            default -> mutated(seed);
        };
    }

    private byte[] torn(byte[] seed) {
        return Arrays.copyOf(seed, random.nextInt(seed.length + 1));
    }

    private byte[] corrupted(byte[] seed) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private byte[] mutated(byte[] seed) {
        JsonNode root;
        try {
            root = JSON.readTree(new String(seed, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return corrupted(seed);
        }
        List<Consumer<JsonNode>> places = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        collect(root, places, values);
        for (int i = random.nextInt(1, 8); i > 0 && !places.isEmpty(); i--) {
            JsonNode value = random.nextInt(3) == 0 ? pick(values).deepCopy() : value(4);
            pick(places).accept(value);
        }
        if (root instanceof ObjectNode envelope) {
            if (random.nextInt(3) == 0) {
                envelope.put("event", pick(events));
            }
            if (random.nextInt(3) == 0) {
                envelope.put("engine", pick(List.of("NOWEB", "GOWS", "WEBJS", "WPP", "VENOM", "")));
            }
        }
        return bytes(root);
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> places, List<JsonNode> values) {
        values.add(node);
        if (node instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                places.add(value -> object.set(field.getKey(), value));
                collect(field.getValue(), places, values);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                collect(array.get(i), places, values);
            }
        }
    }

    private JsonNode envelope(JsonNode payload) {
        ObjectNode envelope = NODES.objectNode();
        envelope.put("event", pick(events));
        envelope.put("session", "main");
        envelope.put("engine", pick(List.of("NOWEB", "GOWS", "WEBJS", "WPP")));
        envelope.set(random.nextBoolean() ? "payload" : "data", payload);
        return envelope;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(-2, 6));
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(random.nextDouble() * 1e12);
            case 5, 6, 7 -> NODES.textNode(pick(TEXTS));
            case 8, 9 -> object(depth);
            case 10 -> array(depth);
            default -> nested();
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(8); i > 0; i--) {
            object.set(pick(NAMES), value(depth - 1));
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            array.add(value(depth - 1));
        }
        return array;
    }

    private JsonNode nested() {
        JsonNode node = NODES.textNode("bottom");
        String name = pick(NAMES);
        for (int i = random.nextInt(400); i > 0; i--) {
            node = random.nextInt(4) == 0
                    ? NODES.arrayNode().add(node)
                    : NODES.objectNode().set(name, node);
        }
        return node;
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
