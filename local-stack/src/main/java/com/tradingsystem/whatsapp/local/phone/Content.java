package com.tradingsystem.whatsapp.local.phone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message says. */
public sealed interface Content {

    /** Text, with the card of a page it links to if there is one. */
    record Text(String body, @Nullable Preview preview) implements Content {
        public Text(String body) {
            this(body, null);
        }
    }

    /** A page that a text links to. */
    record Preview(String url, String title, String description) {}

    /** A file. */
    record File(MediaFile file, @Nullable String caption) implements Content {}

    /** A place, or the first position of a live one. */
    record Place(
            double latitude,
            double longitude,
            boolean live,
            @Nullable String name,
            @Nullable String address) implements Content {}

    /** Contact cards. */
    record Cards(List<Card> cards) implements Content {
        public Cards {
            cards = List.copyOf(cards);
        }
    }

    /** One contact card. */
    record Card(String name, String phone) {

        public String vcard() {
            return """
                    BEGIN:VCARD
                    VERSION:3.0
                    FN:%1$s
                    TEL;type=CELL;waid=%2$s:+%2$s
                    END:VCARD""".formatted(name, phone);
        }
    }

    /** A poll. */
    record Poll(String question, List<String> options, boolean multiple) implements Content {
        public Poll {
            options = List.copyOf(options);
        }
    }

    /** Anything else, under its name in the protocol, for example {@code orderMessage}. */
    record Other(String name, Map<String, Object> fields) implements Content {
        public Other {
            fields = Map.copyOf(fields);
        }
    }
}
