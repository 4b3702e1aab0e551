package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;

/** Reads messages of head, body, foot and buttons, which also are what newer templates and the cards of a carousel are. */
final class Interactive {

    private Interactive() {}

    /** @param type the word for it if there is no file at its head */
    static MessageContent read(String type, Json value) {
        TextLines lines = new TextLines();
        addWords(lines, value);
        for (Json card : value.part("carouselMessage").part("cards").items()) {
            addWords(lines, card);
        }
        if (lines.isEmpty()) {
            NativeFlow.addLabels(lines, value.part("nativeFlowMessage"));
        }
        Media media = ProtoMedia.atHeadOf(value.part("header"), lines);
        return media == null ? new Other(type, lines.text()) : media;
    }

    private static void addWords(TextLines lines, Json value) {
        Json header = value.part("header");
        Json place = header.part("locationMessage");
        Json product = header.part("productMessage").part("product");
        lines.add(header.part("title"), header.part("subtitle"))
                .add(place.part("name"), place.part("address"))
                .add(product.part("title"), product.part("description"))
                .add(value.part("body").part("text"), value.part("footer").part("text"));
        NativeFlow.addOffers(lines, value.part("nativeFlowMessage"));
        lines.add(value.part("bloksWidget").part("fallback"));
    }
}
