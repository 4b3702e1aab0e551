package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Text;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words out of messages that have them in several places: offers, invitations, payments, answers to buttons. In
 * WhatsApp's own format, in the spelling of either library.
 */
final class ProtoStructure {

    private ProtoStructure() {}

    /** Null for a message that has no such words. */
    static @Nullable MessageContent read(String name, Json value) {
        return switch (name) {
            case "buttonsResponseMessage" -> choice("buttons_response", value);
            case "templateButtonReplyMessage" -> choice("template_button_reply", value);
            case "listResponseMessage" -> choice("list_response", value);
            case "interactiveResponseMessage" -> choice("interactive_response", value);
            case "interactiveMessage" -> Interactive.read("interactive", value);
            case "templateMessage" -> Template.read(value);
            case "highlyStructuredMessage" -> Template.readStructured(value);
            case "buttonsMessage" -> buttons(value);
            case "listMessage" -> new Other("list", list(value));
            case "richResponseMessage" -> new Other("rich_response", RichResponse.read(value));
            case "questionResponseMessage", "statusQuestionAnswerMessage", "statusQuotedMessage" ->
                new Other("answer", value.part("text").text());
            default -> trade(name, value);
        };
    }

    private static @Nullable MessageContent trade(String name, Json value) {
        return switch (name) {
            case "orderMessage" -> new Other("order", TextLines.of(value.part("orderTitle"), value.part("message")));
            case "productMessage" -> product(value);
            case "invoiceMessage" -> new Other("invoice", value.part("note").text());
            case "sendPaymentMessage", "requestPaymentMessage" ->
                new Other("payment", ProtoContent.said(value.part("noteMessage")));
            case "paymentReminderMessage", "splitPaymentMessage" ->
                new Other("payment", value.part("description").text());
            default -> occasion(name, value);
        };
    }

    private static @Nullable MessageContent occasion(String name, Json value) {
        return switch (name) {
            case "eventMessage" -> event(value);
            case "eventInviteMessage" ->
                new Other("event_invite", TextLines.of(value.part("eventTitle"), value.part("caption")));
            case "groupInviteMessage" ->
                new Other("group_invite", TextLines.of(value.part("caption"), value.part("groupName")));
            case "newsletterAdminInviteMessage" ->
                new Other("channel_admin_invite", TextLines.of(value.part("caption"), value.part("newsletterName")));
            case "newsletterFollowerInviteMessage", "newsletterFollowerInviteMessageV2" ->
                new Other("channel_invite", TextLines.of(value.part("caption"), value.part("newsletterName")));
            case "scheduledCallCreationMessage" ->
                new Other("call", value.part("title").text());
            case "bcallMessage" -> new Other("call", value.part("caption").text());
            case "pollResultSnapshotMessage", "pollResultSnapshotMessageV3" -> pollResult(value);
            case "pollAddOptionMessage" ->
                new Other(
                        "poll_add_option",
                        value.part("addOption").part("optionName").text());
            case "stickerPackMessage" ->
                new Other(
                        "sticker_pack",
                        TextLines.of(
                                value.part("name"),
                                value.part("publisher"),
                                value.part("caption"),
                                value.part("packDescription")));
            case "musicMessage" -> music(value.part("embeddedMusic"));
            case "protocolMessage" -> new Other("protocol", handedOver(value));
            default -> null;
        };
    }

    /** What was chosen is a text like any other; the kind is named only where that is missing. */
    private static MessageContent choice(String type, Json value) {
        String chosen = Choice.read(value);
        return chosen == null ? new Other(type, null) : new Text(chosen);
    }

    private static MessageContent buttons(Json value) {
        Json place = value.part("locationMessage");
        TextLines lines = new TextLines()
                .add(value.part("text"))
                .add(place.part("name"), place.part("address"))
                .add(value.part("contentText"), value.part("footerText"));
        boolean hasWords = !lines.isEmpty();
        for (Json button : value.part("buttons").items()) {
            if (!hasWords) {
                lines.add(button.part("buttonText").part("displayText"));
            }
        }
        Media media = ProtoMedia.atHeadOf(value, lines);
        return media == null ? new Other("buttons", lines.text()) : media;
    }

    static @Nullable String list(Json value) {
        TextLines lines = new TextLines().add(value.part("title"), value.part("description"), value.part("footerText"));
        if (lines.isEmpty()) {
            lines.add(value.part("buttonText"));
            for (Json section : value.part("sections").items()) {
                lines.add(section.part("title"));
                section.part("rows").items().forEach(row -> lines.add(row.part("title"), row.part("description")));
            }
        }
        return lines.text();
    }

    private static MessageContent product(Json value) {
        Json product = value.part("product");
        Json catalog = value.part("catalog");
        return new Other(
                "product",
                TextLines.of(
                        product.part("title"),
                        product.part("description"),
                        catalog.part("title"),
                        catalog.part("description"),
                        value.part("body"),
                        value.part("footer")));
    }

    private static MessageContent event(Json value) {
        Json place = value.part("location");
        return new Other(
                "event",
                TextLines.of(value.part("name"), value.part("description"), place.part("name"), place.part("address")));
    }

    private static MessageContent pollResult(Json value) {
        TextLines lines = new TextLines().add(value.part("name"));
        value.part("pollVotes").items().forEach(vote -> lines.add(vote.part("optionName")));
        return new Other("poll_result", lines.text());
    }

    private static MessageContent music(Json value) {
        return new Other("music", TextLines.of(value.part("title"), value.part("author")));
    }

    /** What is shown when a company hands a chat over from a program to a person, or back. */
    private static @Nullable String handedOver(Json value) {
        return value.part("cloudApiThreadControlNotification")
                .part("notificationContent")
                .part("handoffNotificationText")
                .text();
    }
}
