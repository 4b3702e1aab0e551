package com.tradingsystem.whatsapp.waha.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Map;
import java.util.Set;

/**
 * The part of WhatsApp's own message format that says something: a message is an object in which, housekeeping aside,
 * one field is set, and may be packed into envelopes that hold another message.
 *
 * <p>NOWEB and GOWS both pass that format on, in the spelling of their libraries: {@code url} and {@code URL},
 * {@code stanzaId} and {@code stanzaID}. Field names are those of Baileys' and whatsmeow's protobuf definitions.
 *
 * @param name the field, for example {@code imageMessage}; empty if none is set
 */
public record ProtoPart(String name, Json value) {

    static final ProtoPart NONE = new ProtoPart("", Json.NOTHING);

    private static final Set<String> HOUSEKEEPING =
            Set.of("messageContextInfo", "senderKeyDistributionMessage", "fastRatchetKeySenderKeyDistributionMessage");

    private static final Set<String> ENVELOPES = Set.of(
            "ephemeralMessage",
            "viewOnceMessage",
            "viewOnceMessageV2",
            "viewOnceMessageV2Extension",
            "documentWithCaptionMessage",
            "deviceSentMessage",
            "editedMessage",
            "groupMentionedMessage",
            "botInvokeMessage",
            "botTaskMessage",
            "botForwardedMessage",
            "lottieStickerMessage",
            "associatedChildMessage",
            "commentMessage",
            "eventCoverImage",
            "groupStatusMessage",
            "groupStatusMessageV2",
            "groupStatusMentionMessage",
            "statusMentionMessage",
            "statusAddYours",
            "pollCreationMessageV4",
            "pollCreationOptionImageMessage",
            "questionMessage",
            "questionReplyMessage",
            "spoilerMessage",
            "newsletterAdminProfileMessage",
            "newsletterAdminProfileStatusMessage",
            "botPlatformRegistrationSuccessMessage",
            "limitSharingMessage");

    private static final int DEEPEST_PACKING = 20;

    /** The part that counts, out of all its envelopes. */
    public static ProtoPart of(Json message) {
        ProtoPart part = outermost(message);
        for (int i = 0; i < DEEPEST_PACKING; i++) {
            Json packed = part.packed();
            if (!packed.isObject()) {
                break;
            }
            part = outermost(packed);
        }
        return part;
    }

    /**
     * The edit, revocation or other instruction in a message, out of the envelopes around it; none if it is no such.
     */
    public static Json instruction(Json message) {
        ProtoPart part = outermost(message);
        for (int i = 0; i < DEEPEST_PACKING && !part.name.equals("protocolMessage"); i++) {
            part = outermost(part.packed());
        }
        return part.name.equals("protocolMessage") ? part.value : Json.NOTHING;
    }

    private Json packed() {
        if (ENVELOPES.contains(name)) {
            return value.get("message");
        }
        return name.equals("protocolMessage") ? value.get("editedMessage") : Json.NOTHING;
    }

    private static ProtoPart outermost(Json message) {
        for (Map.Entry<String, JsonNode> field : message.fields()) {
            Json value = Json.of(field.getValue());
            boolean isSet = value.isObject() || value.text() != null;
            if (isSet && !HOUSEKEEPING.contains(uncapitalised(field.getKey()))) {
                return new ProtoPart(uncapitalised(field.getKey()), value);
            }
        }
        return NONE;
    }

    private static String uncapitalised(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
