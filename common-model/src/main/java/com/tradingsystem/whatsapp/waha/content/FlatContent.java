package com.tradingsystem.whatsapp.waha.content;

import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.BODY_IS_DATA;
import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.FORWARDED;
import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.REVOKED;
import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.UNKNOWN_KIND;
import static java.util.Map.entry;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message as WhatsApp Web keeps it in the browser, one flat object with a {@code type}: the raw form of WEBJS
 * and WPP, and the form of the short envelope.
 *
 * <p>The names of types and fields are those of whatsapp-web.js and WPPConnect.
 */
public final class FlatContent {

    private static final Map<String, MediaKind> MEDIA = Map.ofEntries(
            entry("image", MediaKind.IMAGE),
            entry("video", MediaKind.VIDEO),
            entry("gif", MediaKind.VIDEO),
            entry("ptv", MediaKind.VIDEO),
            entry("audio", MediaKind.AUDIO),
            entry("ptt", MediaKind.VOICE),
            entry("voice", MediaKind.VOICE),
            entry("document", MediaKind.DOCUMENT),
            entry("sticker", MediaKind.STICKER));

    /** Types of which WAHA's own {@code body} is a text, if it is there at all. */
    private static final Set<String> TEXTS = Set.of(
            "chat",
            "text",
            "list_response",
            "buttons_response",
            "template_button_reply",
            "interactive_response",
            "native_flow_response",
            "list",
            "interactive",
            "native_flow",
            "hsm",
            "rich_response",
            "unknown",
            "oversized",
            "comment");

    private static final Map<String, String> WITHOUT_TEXT = Map.ofEntries(
            entry("album", "album"),
            entry("ciphertext", "waiting"),
            entry("revoked", "unknown"),
            entry("debug", "unknown"),
            entry("protocol", "protocol"),
            entry("reaction", "reaction"),
            entry("call_log", "call"),
            entry("pinned_message", "pin"),
            entry("keep_in_chat", "keep"),
            entry("poll_update", "poll_vote"),
            entry("e2e_notification", "notification"),
            entry("notification", "notification"),
            entry("notification_template", "notification"),
            entry("broadcast_notification", "notification"),
            entry("group_notification", "notification"),
            entry("newsletter_notification", "notification"),
            entry("gp2", "notification"));

    private FlatContent() {}

    /** Reads the flat message object of WhatsApp Web that WEBJS and WPP pass on. Never throws. */
    public static RawContent read(Json message) {
        String type = message.get("type").text();
        if (type == null) {
            return RawContent.NONE;
        }
        Set<RawContent.Trait> traits = EnumSet.noneOf(RawContent.Trait.class);
        MessageContent content = content(type, message);
        boolean isKnown = content != null;
        if (content == null
                || (content.body() == null && content instanceof Other && !WITHOUT_TEXT.containsKey(type))) {
            String found = HumanText.longest(message);
            content = new Other(content == null ? MessageTypeName.of(type) : content.type(), found);
            isKnown &= found == null;
        }
        if (!isKnown) {
            traits.add(UNKNOWN_KIND);
        } else if (!TEXTS.contains(type) && !MEDIA.containsKey(type)) {
            traits.add(BODY_IS_DATA);
        }
        if (message.get("isForwarded").isTrue()) {
            traits.add(FORWARDED);
        }
        if (type.equals("revoked")) {
            traits.add(REVOKED);
        }
        return new RawContent(content, traits, quote(message), LinkPreview.of(message));
    }

    private static @Nullable MessageContent content(String type, Json message) {
        MediaKind kind = MEDIA.get(type);
        if (kind != null) {
            return media(kind, message);
        }
        if (WITHOUT_TEXT.containsKey(type)) {
            return new Other(WITHOUT_TEXT.get(type), null);
        }
        return switch (type) {
            case "location", "live_location" -> location(type, message);
            case "vcard" -> ContactCardReader.read(List.of(message));
            case "multi_vcard" ->
                ContactCardReader.read(message.get("vcardList").items());
            case "poll_creation", "poll" -> poll(message);
            default -> FlatStructure.read(type, message);
        };
    }

    private static Media media(MediaKind kind, Json message) {
        MediaPointer pointer = new MediaPointer(
                null,
                message.get("mimetype").text(),
                message.get("filename").text(),
                MediaReader.size(message.get("size", "fileSize")),
                null,
                null,
                null);
        return new Media(kind, FlatStructure.caption(message), pointer);
    }

    private static Location location(String type, Json message) {
        String label = message.get("loc").text();
        String[] lines = label == null ? new String[0] : label.split("\n", 3);
        Place place = new Place(
                message.get("lat").number(),
                message.get("lng").number(),
                lines.length > 0 && !lines[0].isBlank() ? lines[0] : null,
                lines.length > 1 && !lines[1].isBlank() ? lines[1] : null,
                message.get("clientUrl").text());
        boolean live = type.equals("live_location") || message.get("isLive").isTrue();
        return new Location(place, live, message.get("comment").text());
    }

    private static Poll poll(Json message) {
        List<String> options = message.get("pollOptions").items().stream()
                .map(option -> option.get("name").or(option).text())
                .filter(Objects::nonNull)
                .toList();
        return new Poll(message.get("pollName").text(), options);
    }

    private static @Nullable Quote quote(Json message) {
        Json quoted = message.get("quotedMsg");
        RawKey key = RawKey.read(message.get("quotedStanzaID", "quotedStanzaId"))
                .or(RawKey.read(quoted.get("id")))
                .or(RawKey.read(message.get("quotedMsgId")));
        if (key.coreId() == null) {
            return null;
        }
        Jid participant = message.get("quotedParticipant")
                .or(quoted.get("author", "participant", "from"))
                .jid();
        return new Quote(
                key.coreId(),
                participant == null ? key.participant() : participant,
                read(quoted).content().body());
    }
}
