package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.property.FormattedName;
import ezvcard.property.Organization;
import ezvcard.property.StructuredName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads contact cards and the names on them. */
final class ContactCardReader {

    /**
     * A card with a photo has some 20,000 characters; a monstrous one keeps its text, but is not searched for names.
     */
    private static final int LONGEST_CARD = 200_000;

    private static final int LONGEST_NAME = 500;

    private ContactCardReader() {}

    /** Cards as the engines have them: {@code vcard} (or {@code body}) with a display name, in any number. */
    static ContactCards read(List<Json> cards) {
        List<String> texts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Json card : cards) {
            String text = card.get("vcard", "body").text();
            if (text != null) {
                texts.add(text);
            }
            String name = text == null ? null : nameOn(text);
            String displayed = card.get("displayName", "vcardFormattedName").text();
            addName(names, name == null ? displayed : name);
        }
        return new ContactCards(texts, names);
    }

    /**
     * Cards as WAHA has them: plain texts.
     *
     * @param displayed the names an engine displays, taken if the cards themselves have none
     */
    static ContactCards read(List<String> texts, List<String> displayed) {
        List<String> names = new ArrayList<>();
        texts.forEach(text -> addName(names, nameOn(text)));
        return new ContactCards(texts, names.isEmpty() ? displayed : names);
    }

    private static void addName(List<String> names, @Nullable String name) {
        if (name != null && !name.isBlank()) {
            names.add(StorableText.start(name.strip(), LONGEST_NAME));
        }
    }

    private static @Nullable String nameOn(String text) {
        if (text.length() > LONGEST_CARD) {
            return null;
        }
        try {
            VCard card = Ezvcard.parse(text).first();
            return card == null ? null : nameOn(card);
        } catch (RuntimeException e) {
            // Whatever a foreign card makes the library throw: the card has no name then.
            return null;
        }
    }

    private static @Nullable String nameOn(VCard card) {
        FormattedName formatted = card.getFormattedName();
        if (formatted != null
                && formatted.getValue() != null
                && !formatted.getValue().isBlank()) {
            return StorableText.of(formatted.getValue());
        }
        StructuredName structured = card.getStructuredName();
        if (structured != null) {
            String name = Stream.of(structured.getGiven(), structured.getFamily())
                    .filter(Objects::nonNull)
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(" "));
            if (!name.isEmpty()) {
                return StorableText.of(name);
            }
        }
        Organization organization = card.getOrganization();
        return organization == null || organization.getValues().isEmpty()
                ? null
                : StorableText.of(organization.getValues().getFirst());
    }
}
