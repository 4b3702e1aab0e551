package com.tradingsystem.whatsapp.waha.content;

import static com.tradingsystem.whatsapp.waha.content.RawContent.Trait.BODY_IS_DATA;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.MessageContent.Text;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a message says: WAHA's own fields first, and the engine's message where those are silent. */
public final class ContentReader {

    private ContentReader() {}

    /** What a message holds: what the engine told, completed by the fields WAHA adds around it. */
    public static MessageContent read(Json payload, RawContent raw) {
        MessageContent known = raw.content();
        List<String> cards = cards(payload);
        if (known instanceof Location || LocationReader.isTold(payload)) {
            return LocationReader.read(payload, known instanceof Location location ? location : null);
        }
        if (!cards.isEmpty()) {
            return ContactCardReader.read(cards, namesBesides(payload, known));
        }
        if (known instanceof Media || MediaReader.isTold(payload)) {
            return MediaReader.read(payload, known instanceof Media media ? media : null);
        }
        String body =
                raw.is(BODY_IS_DATA) ? null : payload.get("body", "caption").text();
        return switch (known) {
            case ContactCards contacts -> contacts;
            case Poll poll -> poll;
            case Text text -> body == null || text.body().contains(body) ? text : new Text(body);
            case Other other -> other(other, fuller(body, other.body()));
            case Location location -> location;
            case Media media -> media;
        };
    }

    /** Of a message in several parts WAHA tells only one. */
    static @Nullable String fuller(@Nullable String told, @Nullable String known) {
        return told == null || (known != null && known.contains(told)) ? known : told;
    }

    private static MessageContent other(Other other, @Nullable String body) {
        return other.type().equals("unknown") && body != null ? new Text(body) : new Other(other.type(), body);
    }

    private static List<String> cards(Json payload) {
        return payload.get("vCards").items().stream()
                .map(Json::text)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The names given beside the cards: in the short form, and by the engine. */
    private static List<String> namesBesides(Json payload, MessageContent known) {
        String name = payload.get("contactName").text();
        if (name != null) {
            return List.of(name);
        }
        return known instanceof ContactCards contacts ? contacts.names() : List.of();
    }
}
