package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads a choice: a button, an entry of a list, or the fields of a form. That is what they saw on it, or its id
 * where the message has nothing else.
 */
final class Choice {

    private Choice() {}

    /** What was chosen; null if that is not told. */
    static @Nullable String read(Json value) {
        String seen = seen(value);
        return seen == null ? id(value) : seen;
    }

    /** What was seen of it, in WhatsApp's own format or the parts of it that a browser keeps. */
    static @Nullable String seen(Json value) {
        TextLines lines = new TextLines()
                .add(value.part("selectedDisplayText"), value.part("body").part("text"));
        lines.add(value.part("title"), value.part("description"));
        Json written = writtenParameters(value);
        Json parameters = ForeignJson.within(written);
        Json label = label(parameters);
        if (label.isThere()) {
            lines.add(label);
        } else if (parameters.isObject() && !idAmong(parameters).isThere()) {
            lines.add(HumanText.filledIn(parameters));
        } else if (!parameters.isThere() && written.text() != null && HumanText.isHuman(written.text())) {
            lines.add(StorableText.start(written.text(), HumanText.LONGEST));
        }
        return lines.text();
    }

    /** The id of what was chosen. */
    static @Nullable String id(Json value) {
        return value.part("singleSelectReply")
                .part("selectedRowId")
                .or(value.part("selectedButtonId"))
                .or(value.part("selectedId"))
                .or(value.part("selectedRowId"))
                .or(idAmong(ForeignJson.within(writtenParameters(value))))
                .text();
    }

    /** JSON in a text. */
    private static Json writtenParameters(Json value) {
        return value.part("nativeFlowResponseMessage").or(value).part("paramsJson");
    }

    private static Json label(Json parameters) {
        return parameters.get("display_text", "displayText", "title", "text", "label");
    }

    private static Json idAmong(Json parameters) {
        return parameters.get("id", "selectedId", "selected_id", "selectedRowId", "row_id");
    }
}
