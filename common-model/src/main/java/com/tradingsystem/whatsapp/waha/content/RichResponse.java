package com.tradingsystem.whatsapp.waha.content;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the answers of WhatsApp's assistant: paragraphs, code, tables and the like. */
final class RichResponse {

    private static final int LONGEST_ENCODED = 1_000_000;

    private RichResponse() {}

    /** In WhatsApp's own format. */
    static @Nullable String read(Json response) {
        TextLines lines = new TextLines();
        for (Json part : response.part("submessages").items()) {
            lines.add(part.part("messageText"), part.part("imageMetadata").part("imageText"));
            lines.add(joined(part.part("codeMetadata").part("codeBlocks"), "codeContent"));
            addTable(lines, part.part("tableMetadata"));
            lines.add(part.part("latexMetadata").part("text"));
            for (Json item :
                    part.part("contentItemsMetadata").part("itemsMetadata").items()) {
                lines.add(item.part("reelItem").part("title"));
            }
            for (Json place : part.part("mapMetadata").part("annotations").items()) {
                lines.add(place.part("title"), place.part("body"));
            }
        }
        return lines.isEmpty() ? unified(response.part("unifiedResponse")) : lines.text();
    }

    /** As a browser keeps it. */
    static @Nullable String readFlat(Json message) {
        TextLines lines = new TextLines().add(message.get("body"));
        for (Json fragment : message.get("richResponse").get("fragments").items()) {
            Json code = fragment.get("code", "codeBlocks");
            lines.add(fragment.get("text")).add(code.isArray() ? joined(code, "codeContent") : code.text());
            fragment.get("table").items().forEach(row -> lines.add(row(row)));
        }
        return lines.isEmpty() ? unified(message.get("unifiedResponse")) : lines.text();
    }

    private static void addTable(TextLines lines, Json table) {
        lines.add(table.part("title"));
        table.part("rows").items().forEach(row -> lines.add(row(row)));
    }

    private static String row(Json row) {
        return row.part("items").items().stream()
                .map(Json::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String joined(Json blocks, String name) {
        return blocks.items().stream()
                .map(block -> block.part(name).text())
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
    }

    /** The newest form of all: JSON in base64. */
    private static @Nullable String unified(Json response) {
        String data = response.part("data").text(LONGEST_ENCODED);
        if (data == null) {
            return HumanText.all(response);
        }
        try {
            String json = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
            return HumanText.all(ForeignJson.within(Json.of(new TextNode(json))));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
