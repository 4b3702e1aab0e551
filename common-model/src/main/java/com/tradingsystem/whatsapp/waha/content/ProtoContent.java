package com.tradingsystem.whatsapp.waha.content;

import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.BODY_IS_DATA;
import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.FORWARDED;
import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.UNKNOWN_KIND;
import static java.util.Map.entry;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads WhatsApp's own message format, as NOWEB and GOWS pass it on. */
public final class ProtoContent {

    /** Kinds whose name is all there is to read. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("albumMessage", "album"),
            entry("call", "call"),
            entry("callLogMesssage", "call"), // sic
            entry("scheduledCallEditMessage", "call"),
            entry("pinInChatMessage", "pin"),
            entry("keepInChatMessage", "keep"),
            entry("secretEncryptedMessage", "protocol"),
            entry("statusNotificationMessage", "protocol"),
            entry("messageHistoryBundle", "protocol"),
            entry("messageHistoryNotice", "protocol"),
            entry("stickerSyncRmrMessage", "protocol"),
            entry("reactionMessage", "reaction"),
            entry("encReactionMessage", "reaction"),
            entry("pollUpdateMessage", "poll_vote"),
            entry("encCommentMessage", "comment"),
            entry("encEventResponseMessage", "event_response"),
            entry("declinePaymentRequestMessage", "payment"),
            entry("cancelPaymentRequestMessage", "payment"),
            entry("paymentInviteMessage", "payment"),
            entry("requestPhoneNumberMessage", "request_phone_number"),
            entry("placeholderMessage", "view_once"));

    private ProtoContent() {}

    /** Reads the protobuf message of WhatsApp that NOWEB and GOWS pass on. Never throws. */
    public static RawContent read(Json message) {
        ProtoPart part = ProtoPart.of(message);
        Json value = part.value();
        Json context = value.get("contextInfo");
        Set<RawContent.Trait> traits = EnumSet.noneOf(RawContent.Trait.class);
        MessageContent content =
                part.equals(ProtoPart.NONE) ? new Other("unknown", null) : content(part.name(), value, traits);
        if (content instanceof Location || content instanceof ContactCards) {
            traits.add(BODY_IS_DATA);
        }
        if (context.get("isForwarded").isTrue()) {
            traits.add(FORWARDED);
        }
        return new RawContent(content, traits, quote(context), LinkPreview.of(value));
    }

    /** What a message inside of another says. */
    static @Nullable String said(Json message) {
        ProtoPart part = ProtoPart.of(message);
        MessageContent content = content(part.name(), part.value());
        return content == null ? null : content.body();
    }

    private static @Nullable MessageContent content(String name, Json value) {
        return switch (name) {
            case "conversation" -> text(value.text());
            case "extendedTextMessage" -> text(value.get("text").text());
            case "locationMessage" -> location(value, value.get("isLive").isTrue());
            case "liveLocationMessage" -> location(value, true);
            case "contactMessage" -> ContactCardReader.read(List.of(value));
            case "contactsArrayMessage" ->
                ContactCardReader.read(value.get("contacts").items());
            case "pollCreationMessage", "pollCreationMessageV2", "pollCreationMessageV3" -> poll(value);
            case "pollCreationMessageV5", "pollCreationMessageV6" -> poll(value);
            default -> {
                Media media = ProtoMedia.read(name, value);
                yield media == null ? ProtoStructure.read(name, value) : media;
            }
        };
    }

    private static MessageContent text(@Nullable String text) {
        return text == null ? new Other("unknown", null) : new MessageContent.Text(text);
    }

    private static Location location(Json value, boolean live) {
        Place place = new Place(
                value.get("degreesLatitude").number(),
                value.get("degreesLongitude").number(),
                value.get("name").text(),
                value.get("address").text(),
                value.get("url", "URL").text());
        return new Location(place, live, value.get("comment", "caption").text());
    }

    private static Poll poll(Json value) {
        List<String> options = value.get("options").items().stream()
                .map(option -> option.get("optionName").text())
                .filter(Objects::nonNull)
                .toList();
        return new Poll(value.get("name").text(), options);
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
        return content(part.name(), part.value(), EnumSet.noneOf(RawContent.Trait.class))
                .body();
    }

    /** What a part says, or what of it looks like said where this version does not know it, or not this form of it. */
    private static MessageContent content(String name, Json value, Set<RawContent.Trait> traits) {
        MessageContent content = content(name, value);
        if (content != null && !(content instanceof Other other && other.body() == null)) {
            return content;
        }
        String word = content == null ? WORDS.get(name) : content.type();
        boolean isSilent = WORDS.containsKey(name) || name.equals("protocolMessage");
        String found = isSilent ? null : HumanText.longest(value);
        if (word == null || found != null) {
            traits.add(UNKNOWN_KIND);
        }
        return new Other(word == null ? MessageTypeName.of(name) : word, found);
    }
}
