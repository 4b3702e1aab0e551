package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates, which companies send: four rows with their words filled in, four rows of a template's name and what to
 * fill in, or a message of head, body and foot. Several forms of the same may be there at once.
 */
final class Template {

    private static final String TYPE = "template";

    /** A template may hold one that holds one. */
    private static final int DEEPEST = 5;

    private Template() {}

    static MessageContent read(Json template) {
        TextLines lines = new TextLines();
        Media media = addWords(lines, template, DEEPEST);
        if (lines.isEmpty()) {
            filledIn(template).forEach(rows -> addLabels(lines, rows));
        }
        return media == null ? new Other(TYPE, lines.text()) : media;
    }

    /** The older form without rows: a template's name and what to fill in. */
    static MessageContent readStructured(Json structured) {
        TextLines lines = new TextLines();
        addStructured(lines, structured, DEEPEST);
        return new Other(TYPE, lines.text());
    }

    private static @Nullable Media addWords(TextLines lines, Json template, int deepest) {
        Media media = null;
        for (Json rows : filledIn(template)) {
            lines.add(rows.part("hydratedTitleText"));
            addPlace(lines, rows);
            lines.add(rows.part("hydratedContentText"), rows.part("hydratedFooterText"));
            media = orElse(media, rows, lines);
        }
        Json rows = template.part("fourRowTemplate");
        addStructured(lines, rows.part("highlyStructuredMessage"), deepest);
        addPlace(lines, rows);
        addStructured(lines, rows.part("content"), deepest);
        addStructured(lines, rows.part("footer"), deepest);
        media = orElse(media, rows, lines);
        Json interactive = template.part("interactiveMessageTemplate");
        if (interactive.isObject()) {
            MessageContent content = Interactive.read(TYPE, interactive);
            lines.add(content.body());
            media = media == null && content instanceof Media found ? found : media;
        }
        return media;
    }

    private static List<Json> filledIn(Json template) {
        return Stream.of(template.part("hydratedTemplate"), template.part("hydratedFourRowTemplate"))
                .filter(Json::isObject)
                .toList();
    }

    private static @Nullable Media orElse(@Nullable Media media, Json rows, TextLines lines) {
        return media == null ? ProtoMedia.atHeadOf(rows, lines) : media;
    }

    private static void addPlace(TextLines lines, Json rows) {
        Json place = rows.part("locationMessage");
        lines.add(place.part("name"), place.part("address"));
    }

    private static void addStructured(TextLines lines, Json structured, int deepest) {
        if (!structured.isObject() || deepest == 0) {
            return;
        }
        addWords(lines, structured.part("hydratedHsm"), deepest - 1);
        structured.part("params").items().forEach(lines::add);
        structured.part("localizableParams").items().forEach(parameter -> lines.add(parameter.part("default")));
    }

    private static void addLabels(TextLines lines, Json rows) {
        for (Json button : rows.part("hydratedButtons").items()) {
            Stream.of("quickReplyButton", "urlButton", "callButton")
                    .map(kind -> button.part(kind).part("displayText").text())
                    .filter(Objects::nonNull)
                    .forEach(lines::add);
        }
    }
}
