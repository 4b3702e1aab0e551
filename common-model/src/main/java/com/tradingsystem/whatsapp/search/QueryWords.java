package com.tradingsystem.whatsapp.search;

import static com.tradingsystem.whatsapp.search.SearchQuery.Trait;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of the language that is typed into a search, in English and Portuguese; without their accents. */
final class QueryWords {

    /** What stands before a colon. */
    enum Operator {
        FROM,
        IN,
        SESSION,
        TYPE,
        HAS,
        IS,
        BEFORE,
        AFTER,
        ON
    }

    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("from", Operator.FROM),
            Map.entry("de", Operator.FROM),
            Map.entry("sender", Operator.FROM),
            Map.entry("remetente", Operator.FROM),
            Map.entry("in", Operator.IN),
            Map.entry("em", Operator.IN),
            Map.entry("session", Operator.SESSION),
            Map.entry("sessao", Operator.SESSION),
            Map.entry("type", Operator.TYPE),
            Map.entry("tipo", Operator.TYPE),
            Map.entry("has", Operator.HAS),
            Map.entry("tem", Operator.HAS),
            Map.entry("is", Operator.IS),
            Map.entry("e", Operator.IS),
            Map.entry("before", Operator.BEFORE),
            Map.entry("antes", Operator.BEFORE),
            Map.entry("after", Operator.AFTER),
            Map.entry("depois", Operator.AFTER),
            Map.entry("on", Operator.ON),
            Map.entry("dia", Operator.ON),
            Map.entry("during", Operator.ON),
            Map.entry("durante", Operator.ON));

    private static final Map<String, Trait> TRAITS = Map.ofEntries(
            Map.entry("media", Trait.MEDIA),
            Map.entry("midia", Trait.MEDIA),
            Map.entry("link", Trait.LINK),
            Map.entry("quote", Trait.QUOTE),
            Map.entry("citacao", Trait.QUOTE),
            Map.entry("reaction", Trait.REACTION),
            Map.entry("reacao", Trait.REACTION),
            Map.entry("edited", Trait.EDITED),
            Map.entry("editada", Trait.EDITED),
            Map.entry("editado", Trait.EDITED),
            Map.entry("deleted", Trait.DELETED),
            Map.entry("apagada", Trait.DELETED),
            Map.entry("apagado", Trait.DELETED),
            Map.entry("forwarded", Trait.FORWARDED),
            Map.entry("encaminhada", Trait.FORWARDED),
            Map.entry("encaminhado", Trait.FORWARDED));

    private static final Map<String, Set<String>> TYPES = Map.ofEntries(
            Map.entry("texto", Set.of("text")),
            Map.entry("imagem", Set.of("image")),
            Map.entry("foto", Set.of("image")),
            Map.entry("photo", Set.of("image")),
            Map.entry("audio", Set.of("audio", "voice")),
            Map.entry("voz", Set.of("voice")),
            Map.entry("figurinha", Set.of("sticker")),
            Map.entry("file", Set.of("document", "file")),
            Map.entry("arquivo", Set.of("document", "file")),
            Map.entry("documento", Set.of("document")),
            Map.entry("location", Set.of("location", "live_location")),
            Map.entry("localizacao", Set.of("location", "live_location")),
            Map.entry("contato", Set.of("contact")),
            Map.entry("enquete", Set.of("poll")));

    /** What has: takes of the types. */
    private static final Set<String> HAVE = Set.of(
            "image",
            "imagem",
            "foto",
            "photo",
            "video",
            "audio",
            "voz",
            "sticker",
            "figurinha",
            "file",
            "arquivo",
            "document",
            "documento",
            "location",
            "localizacao",
            "contact",
            "contato",
            "poll",
            "enquete");

    private static final Set<String> ME = Set.of("me", "eu", "mim");
    private static final Set<String> MINE = Set.of("mine", "minha", "meu");
    private static final Set<String> OR = Set.of("or", "ou");

    private QueryWords() {}

    static @Nullable Operator operator(String typed) {
        return OPERATORS.get(plain(typed));
    }

    static @Nullable Trait trait(String typed) {
        return TRAITS.get(plain(typed));
    }

    static Set<String> types(String typed) {
        return TYPES.getOrDefault(plain(typed), Set.of(plain(typed)));
    }

    static boolean isHad(String typed) {
        return HAVE.contains(plain(typed));
    }

    static boolean isMe(String typed) {
        return ME.contains(plain(typed));
    }

    static boolean isMine(String typed) {
        return MINE.contains(plain(typed));
    }

    static boolean isOr(String typed) {
        return OR.contains(typed.toLowerCase(Locale.ROOT));
    }

    /** Small letters without accents, but not folded: these words are no Portuguese. */
    private static String plain(String typed) {
        StringBuilder letters = new StringBuilder();
        typed.codePoints().forEach(c -> letters.append(c == '_' ? "_" : Letters.of(c)));
        return letters.toString();
    }
}
