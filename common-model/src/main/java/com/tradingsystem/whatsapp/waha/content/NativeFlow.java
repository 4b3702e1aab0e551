package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;

/**
 * Reads the buttons of a native flow. What they offer is JSON in a text: a Pix key, the lines of a bill, a code to copy, or
 * merely what is written on the button.
 */
final class NativeFlow {

    private NativeFlow() {}

    /** Adds the text that is shown beside the message. */
    static void addOffers(TextLines lines, Json flow) {
        for (Json button : flow.part("buttons").items()) {
            addOffer(lines, parameters(button));
        }
        addOffer(lines, ForeignJson.within(flow.part("messageParamsJson")).get("limited_time_offer"));
    }

    /** Adds what is written on the buttons, and in the lists that they open. */
    static void addLabels(TextLines lines, Json flow) {
        for (Json button : flow.part("buttons").items()) {
            Json parameters = parameters(button);
            lines.add(parameters.get("display_text", "displayText"), parameters.get("title"));
            for (Json section : parameters.get("sections").items()) {
                lines.add(section.get("title"));
                section.get("rows").items().forEach(row -> lines.add(row.get("title"), row.get("description")));
            }
        }
    }

    private static Json parameters(Json button) {
        return ForeignJson.within(button.part("buttonParamsJson").or(button.part("paramsJson")));
    }

    private static void addOffer(TextLines lines, Json parameters) {
        lines.add(parameters.get("text"), parameters.get("copy_code", "copyCode"));
        for (Json item : parameters.get("order").get("items").items()) {
            lines.add(item.get("name"));
        }
        lines.add(parameters.get("order").get("description"), parameters.get("additional_note", "note"));
        Json tracking = parameters.get("order").get("tracking");
        lines.add(tracking.get("courier_name"), tracking.get("tracking_ref"));
        for (Json setting : parameters.get("payment_settings").items()) {
            addPayment(lines, setting);
        }
        for (Json outside : parameters.get("external_payment_configurations").items()) {
            lines.add(outside.get("payment_instruction"));
        }
    }

    /** A way to pay is an object under its own name, for example {@code pix_static_code}. */
    private static void addPayment(TextLines lines, Json setting) {
        String type = setting.get("type").text();
        Json way = type == null ? setting.get("pix_static_code", "pix_dynamic_code") : setting.get(type);
        boolean isPix = type == null ? way.isThere() : type.startsWith("pix");
        if (isPix && way.get("key", "code").isThere()) {
            lines.add("Pix");
        }
        lines.add(
                way.get("merchant_name", "merchantName"),
                way.get("holder_name", "holderName", "name"),
                way.get("key"),
                way.get("key_type", "keyType"),
                way.get("code"),
                way.get("digitable_line"));
    }
}
