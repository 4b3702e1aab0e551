package com.tradingsystem.whatsapp.waha;

import static com.tradingsystem.whatsapp.waha.RawContent.Trait.BODY_IS_DATA;
import static com.tradingsystem.whatsapp.waha.RawContent.Trait.FORWARDED;
import static com.tradingsystem.whatsapp.waha.RawContent.Trait.UNKNOWN_KIND;
import static java.util.Map.entry;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.identity.MessageId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads WhatsApp's own message format, as NOWEB and GOWS pass it on. */
final class ProtoContent {

    /** Kinds whose name is all there is to read. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("albumMessage", "album"),
            entry("call", "call"),
            entry("callLogMesssage", "call"), // sic
            entry("bcallMessage", "call"),
            entry("scheduledCallCreationMessage", "call"),
            entry("scheduledCallEditMessage", "call"),
            entry("pinInChatMessage", "pin"),
            entry("keepInChatMessage", "keep"),
            entry("protocolMessage", "protocol"),
            entry("secretEncryptedMessage", "protocol"),
            entry("messageHistoryBundle", "protocol"),
            entry("messageHistoryNotice", "protocol"),
            entry("stickerSyncRmrMessage", "protocol"),
            entry("reactionMessage", "reaction"),
            entry("encReactionMessage", "reaction"),
            entry("pollUpdateMessage", "poll_vote"),
            entry("pollResultSnapshotMessage", "poll_result"),
            entry("pollResultSnapshotMessageV3", "poll_result"),
            entry("encEventResponseMessage", "event_response"),
            entry("sendPaymentMessage", "payment"),
            entry("requestPaymentMessage", "payment"),
            entry("declinePaymentRequestMessage", "payment"),
            entry("cancelPaymentRequestMessage", "payment"),
            entry("paymentInviteMessage", "payment"),
            entry("requestPhoneNumberMessage", "request_phone_number"),
            entry("placeholderMessage", "view_once"));

    private ProtoContent() {}

    static RawContent read(Json message) {
        ProtoPart part = ProtoPart.of(message);
        Json value = part.value();
        Json context = value.get("contextInfo");
        MessageContent content = content(part.name(), value);
        Set<RawContent.Trait> traits = EnumSet.noneOf(RawContent.Trait.class);
        if (content == null) {
            content = new Other(WORDS.getOrDefault(part.name(), TypeWord.of(part.name())), null);
            if (!part.equals(ProtoPart.NONE) && !WORDS.containsKey(part.name())) {
                traits.add(UNKNOWN_KIND);
            }
        }
        if (content instanceof Location || content instanceof ContactCards) {
            traits.add(BODY_IS_DATA);
        }
        if (context.get("isForwarded").isTrue()) {
            traits.add(FORWARDED);
        }
        return new RawContent(content, traits, quote(context), LinkPreview.of(value));
    }

    private static @Nullable MessageContent content(String name, Json value) {
        return switch (name) {
            case "conversation" -> text(value.text());
            case "extendedTextMessage" -> text(value.get("text").text());
            case "imageMessage" -> media(MediaKind.IMAGE, value);
            case "videoMessage", "ptvMessage" -> media(MediaKind.VIDEO, value);
            case "audioMessage" -> media(value.get("ptt", "PTT").isTrue() ? MediaKind.VOICE : MediaKind.AUDIO, value);
            case "documentMessage" -> media(MediaKind.DOCUMENT, value);
            case "stickerMessage" -> media(MediaKind.STICKER, value);
            case "locationMessage" -> location(value, value.get("isLive").isTrue());
            case "liveLocationMessage" -> location(value, true);
            case "contactMessage" -> ContactCardReader.read(List.of(value));
            case "contactsArrayMessage" ->
                ContactCardReader.read(value.get("contacts").items());
            case "pollCreationMessage", "pollCreationMessageV2", "pollCreationMessageV3" -> poll(value);
            case "pollCreationMessageV5", "pollCreationMessageV6" -> poll(value);
            case "buttonsResponseMessage", "templateButtonReplyMessage" -> choice(value);
            case "listResponseMessage" ->
                text(lines(value.get("title").text(), value.get("description").text()));
            case "interactiveResponseMessage" ->
                text(value.get("body").get("text").text());
            default -> offer(name, value);
        };
    }

    private static @Nullable MessageContent offer(String name, Json value) {
        return switch (name) {
            case "eventMessage" -> new Other("event", text(value, "name", "description"));
            case "groupInviteMessage" -> new Other("group_invite", text(value, "caption", "groupName"));
            case "newsletterAdminInviteMessage" ->
                new Other("channel_admin_invite", text(value, "caption", "newsletterName"));
            case "orderMessage" -> new Other("order", text(value, "message", "orderTitle"));
            case "productMessage" -> new Other("product", text(value.get("product"), "title", "description"));
            case "invoiceMessage" -> new Other("invoice", text(value, "note"));
            case "stickerPackMessage" -> new Other("sticker_pack", text(value, "name"));
            case "listMessage" ->
                new Other(
                        "list",
                        lines(
                                value.get("title").text(),
                                value.get("description").text(),
                                value.get("footerText").text()));
            case "buttonsMessage" -> new Other("buttons", text(value, "contentText", "footerText"));
            case "templateMessage", "highlyStructuredMessage" ->
                new Other(
                        "template",
                        text(value.get("hydratedTemplate", "hydratedFourRowTemplate"), "hydratedContentText"));
            case "interactiveMessage" ->
                new Other(
                        "interactive",
                        lines(
                                value.get("header").get("title").text(),
                                value.get("body").get("text").text(),
                                value.get("footer").get("text").text()));
            default -> null;
        };
    }

    private static MessageContent text(@Nullable String text) {
        return text == null ? new Other("unknown", null) : new MessageContent.Text(text);
    }

    private static Media media(MediaKind kind, Json value) {
        MediaPointer pointer = new MediaPointer(
                null,
                value.get("mimetype").text(),
                value.get("fileName").text(),
                MediaReader.size(value.get("fileLength")),
                null,
                null,
                null);
        return new Media(kind, value.get("caption").text(), pointer);
    }

    private static Location location(Json value, boolean live) {
        return new Location(
                value.get("degreesLatitude").number(),
                value.get("degreesLongitude").number(),
                live,
                value.get("name").text(),
                value.get("address").text(),
                value.get("url", "URL").text(),
                value.get("comment", "caption").text());
    }

    private static Poll poll(Json value) {
        List<String> options = value.get("options").items().stream()
                .map(option -> option.get("optionName").text())
                .filter(Objects::nonNull)
                .toList();
        return new Poll(value.get("name").text(), options);
    }

    /** GOWS has the display text of a button one level deeper, under the name of the protobuf oneof. */
    private static MessageContent choice(Json value) {
        Json text = value.get("selectedDisplayText")
                .or(value.get("Response").get("SelectedDisplayText", "selectedDisplayText"));
        return text(text.text());
    }

    private static @Nullable Quote quote(Json context) {
        String coreId = MessageId.coreIdOf(context.get("stanzaId", "stanzaID").text());
        if (coreId == null) {
            return null;
        }
        Json quoted = context.get("quotedMessage");
        return new Quote(
                coreId, context.get("participant").jid(), quoted.isThere() ? content(ProtoPart.of(quoted)) : null);
    }

    private static @Nullable String content(ProtoPart part) {
        MessageContent content = content(part.name(), part.value());
        return content == null ? null : content.body();
    }

    private static @Nullable String text(Json value, String... names) {
        return Stream.of(names)
                .map(name -> value.get(name).text())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String lines(@Nullable String... lines) {
        String text = Stream.of(lines).filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }
}
