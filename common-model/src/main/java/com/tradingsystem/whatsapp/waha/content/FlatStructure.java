package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Text;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words out of messages as a browser keeps them: the same kinds as {@link ProtoStructure}, with their words in
 * fields of the one flat object.
 */
final class FlatStructure {

    private FlatStructure() {}

    /** Null for a type that is not known. */
    static @Nullable MessageContent read(String type, Json message) {
        return switch (type) {
            case "chat", "text" -> text("unknown", isOffer(message) ? rows(message) : body(message));
            case "list_response" -> choice(type, message, message.get("listResponse"));
            case "buttons_response" -> choice(type, message, message.get("buttonsResponse"));
            case "template_button_reply" -> choice(type, message, message.get("templateButtonReply"));
            case "interactive_response", "native_flow_response" ->
                choice("interactive_response", message, message.get("interactivePayload", "interactiveResponse"));
            case "interactive", "native_flow" -> interactive(message);
            case "hsm" -> new Other("template", rows(message));
            case "list" -> new Other("list", list(message));
            case "rich_response" -> new Other("rich_response", RichResponse.readFlat(message));
            case "unknown", "oversized", "comment" -> new Other(type, body(message));
            default -> trade(type, message);
        };
    }

    private static @Nullable MessageContent trade(String type, Json message) {
        return switch (type) {
            case "order" -> new Other("order", TextLines.of(message.get("orderTitle"), message.get("message")));
            case "product" ->
                new Other(
                        "product",
                        TextLines.of(message.get("title"), message.get("description"), message.get("footer")));
            case "payment" -> new Other("payment", note(message));
            case "invoice" -> new Other("invoice", TextLines.of(message.get("note", "caption")));
            default -> occasion(type, message);
        };
    }

    private static @Nullable MessageContent occasion(String type, Json message) {
        Json place = message.get("eventLocation");
        return switch (type) {
            case "scheduled_event_creation", "event_creation", "event" ->
                new Other(
                        "event",
                        TextLines.of(
                                message.get("eventName"),
                                message.get("eventDescription"),
                                place.get("name"),
                                place.get("address")));
            case "sharable_event_invite" ->
                new Other(
                        "event_invite",
                        TextLines.of(
                                message.get("sharableEventInviteTitle"), message.get("sharableEventInviteCaption")));
            case "groups_v4_invite" ->
                new Other(
                        "group_invite", TextLines.of(message.get("comment", "caption"), message.get("inviteGrpName")));
            case "newsletter_admin_invite" ->
                new Other(
                        "channel_admin_invite",
                        TextLines.of(
                                message.get("caption"),
                                message.get("newsletterAdminInviteInfo").get("newsletterName", "name"),
                                message.get("newsletterName")));
            case "sticker-pack", "sticker_pack" ->
                new Other(
                        "sticker_pack",
                        TextLines.of(
                                message.get("stickerPackName"),
                                message.get("stickerPackPublisher"),
                                message.get("caption")));
            case "poll_result_snapshot" -> pollResult(message);
            case "automated_greeting_message" ->
                new Other("greeting", TextLines.of(message.get("ctwaContext").get("greetingMessageBody")));
            default -> null;
        };
    }

    /** What is written beside a file, which may be at the head of a template. */
    static @Nullable String caption(Json message) {
        return isOffer(message) ? rows(message) : message.get("caption").text();
    }

    /** Only then title and foot are its own; those of other texts are of the page they link to. */
    private static boolean isOffer(Json message) {
        return message.get("isFromTemplate").isTrue()
                || message.get("isDynamicReplyButtonsMsg").isTrue();
    }

    private static @Nullable String rows(Json message) {
        return new TextLines()
                .add(message.get("title"), message.get("caption"))
                .add(body(message))
                .add(message.get("footer"))
                .text();
    }

    /** For many types the body is a thumbnail. */
    private static @Nullable String body(Json message) {
        return MediaReader.caption(message.get("body"));
    }

    private static MessageContent text(String otherwise, @Nullable String text) {
        return text == null ? new Other(otherwise, null) : new Text(text);
    }

    private static MessageContent choice(String type, Json message, Json chosen) {
        TextLines lines = new TextLines().add(body(message));
        if (lines.isEmpty()) {
            lines.add(message.get("selectedDisplayText"));
        }
        Json flow = message.get("nativeFlowResponseMessage", "nativeFlowResponse");
        lines.add(Choice.seen(chosen.isObject() ? chosen : flow));
        if (lines.isEmpty()) {
            lines.add(Choice.id(chosen)).add(Choice.id(flow)).add(Choice.id(message));
        }
        return text(type, lines.text());
    }

    private static MessageContent interactive(Json message) {
        Json header = message.get("interactiveHeader");
        Json payload = message.get("interactivePayload");
        Json proto = message.get("interactiveMessage");
        TextLines lines = new TextLines()
                .add(header.get("title"), header.get("subtitle"), message.get("title"))
                .add(body(message))
                .add(message.get("caption"), message.get("footer"));
        NativeFlow.addOffers(lines, payload);
        if (proto.isObject()) {
            lines.add(Interactive.read("interactive", proto).body());
        }
        if (lines.isEmpty()) {
            NativeFlow.addLabels(lines, payload);
        }
        lines.add(message.get("bloksWidget").get("fallback"));
        return file(message, lines.text());
    }

    private static MessageContent file(Json message, @Nullable String body) {
        String mimeType = message.get("mimetype").text();
        if (mimeType == null) {
            return new Other("interactive", body);
        }
        MediaPointer pointer = new MediaPointer(
                null,
                mimeType,
                message.get("filename").text(),
                MediaReader.size(message.get("size")),
                null,
                null,
                null);
        return new Media(MediaReader.kind(mimeType), body, pointer);
    }

    private static @Nullable String list(Json message) {
        String told = ProtoStructure.list(message.get("list"));
        String rows = rows(message);
        boolean isToldAlready = told != null && rows != null && told.contains(rows);
        return new TextLines().add(told).add(isToldAlready ? null : rows).text();
    }

    /** The note is a message of its own. */
    private static @Nullable String note(Json message) {
        Json note = message.get("paymentNoteMsg");
        return new TextLines()
                .add(note.get("body").or(note.get("caption")).or(note))
                .add(body(message))
                .text();
    }

    private static MessageContent pollResult(Json message) {
        TextLines lines = new TextLines().add(message.get("pollName"));
        for (Json vote : message.get("pollVotesSnapshot").get("pollVotes").items()) {
            lines.add(vote.get("option").get("name").or(vote.get("optionName")));
        }
        return new Other("poll_result", lines.text());
    }
}
