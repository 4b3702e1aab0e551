package com.tradingsystem.whatsapp.waha.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a person wrote or is to read in JSON of a form that this version does not know, and leaves out what is for
 * machines: ids, addresses, hashes, base64. Better an imperfect text than a message that no search finds.
 */
public final class HumanText {

    /** The most characters of a text that was found by search, not by name. */
    public static final int LONGEST = 4_000;

    private static final int LONGEST_WORD = 40;
    private static final int SHORTEST_CODE = 16;
    private static final int MOST_LINES = 200;
    private static final int DEEPEST_WITHIN = 3;

    /** Fields of people and of the machinery, whatever is in them. */
    private static final Set<String> NOT_SAID = Set.of(
            "contextinfo",
            "messagecontextinfo",
            "quotedmsg",
            "quotedmsgobj",
            "quotedmessage",
            "sender",
            "senderobj",
            "chat",
            "from",
            "to",
            "author",
            "self",
            "dir",
            "kind",
            "subtype",
            "notifyname",
            "pushname",
            "shortname",
            "formattedname",
            "verifiedname",
            "verifiedbizname",
            "mentionedjidlist",
            "groupmentions",
            "links",
            "ctwacontext",
            "mediadata",
            "viewmode",
            "namespace",
            "elementname",
            "language",
            "version",
            "surface",
            "status",
            "platform",
            "recipients",
            "labels",
            "waveform",
            "devicelistmetadata",
            "vcard",
            "iv");

    /** Ends of the names of fields that are for machines. */
    private static final List<String> FOR_MACHINES = List.of(
            "id",
            "ids",
            "jid",
            "lid",
            "key",
            "hash",
            "sha256",
            "url",
            "uri",
            "path",
            "token",
            "type",
            "secret",
            "mode",
            "thumbnail",
            "thumb",
            "code",
            "currency",
            "format",
            "signature",
            "encoding",
            "locale",
            "typename");

    /** Fields in which a single word is likely to be said. */
    private static final List<String> SAID = List.of(
            "text",
            "title",
            "body",
            "caption",
            "name",
            "description",
            "note",
            "message",
            "content",
            "comment",
            "label",
            "question",
            "footer",
            "header",
            "subtitle",
            "summary",
            "fallback",
            "default",
            "conversation",
            "instruction");

    private static final Pattern MIME_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9+/=_:.-]+");
    private static final Pattern NAME_IN_A_PROGRAM = Pattern.compile("[A-Za-z0-9]*_[A-Za-z0-9_]*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private HumanText() {}

    /** The longest text for people, cut to {@value #LONGEST} characters; null if there is none. */
    public static @Nullable String longest(Json json) {
        return texts(json, HumanText::isLikelySaid).stream()
                .reduce((longest, text) -> text.length() > longest.length() ? text : longest)
                .map(text -> StorableText.start(text, LONGEST))
                .orElse(null);
    }

    /** All of them in their order, a line each, together cut to {@value #LONGEST} characters; null if there are none. */
    static @Nullable String all(Json json) {
        return joined(texts(json, HumanText::isLikelySaid));
    }

    /** What was filled into a form, whose fields may have any name and be filled with a single word. */
    static @Nullable String filledIn(Json form) {
        return joined(texts(form, (name, text) -> !isForMachines(text)));
    }

    private static @Nullable String joined(List<String> texts) {
        TextLines lines = new TextLines();
        texts.stream().limit(MOST_LINES).forEach(lines::add);
        String text = lines.text();
        return text == null ? null : StorableText.start(text, LONGEST);
    }

    private static List<String> texts(Json json, BiPredicate<String, String> isWanted) {
        List<String> texts = new ArrayList<>();
        walk(json, "", DEEPEST_WITHIN, (name, text) -> {
            if (isWanted.test(name, text)) {
                texts.add(text);
            }
        });
        return texts;
    }

    private static void walk(Json json, String name, int within, BiConsumer<String, String> found) {
        if (json.isArray()) {
            json.items().forEach(item -> walk(item, name, within, found));
        } else if (json.isObject()) {
            for (Map.Entry<String, JsonNode> field : json.fields()) {
                if (isForPeople(field.getKey())) {
                    walk(Json.of(field.getValue()), field.getKey(), within, found);
                }
            }
        } else if (json.node().isTextual()) {
            String text =
                    StorableText.start(json.node().textValue(), 2 * LONGEST).strip();
            if (text.startsWith("{") || text.startsWith("[")) {
                walkWithin(json, name, within, found);
            } else {
                found.accept(name, text);
            }
        }
    }

    private static void walkWithin(Json json, String name, int within, BiConsumer<String, String> found) {
        if (within > 0) {
            walk(ForeignJson.within(json), name, within - 1, found);
        }
    }

    private static boolean isLikelySaid(String name, String text) {
        return isHuman(text) && (isSaid(name) || SPACE.matcher(text).find());
    }

    private static boolean isForMachines(String text) {
        return !isHuman(text) && !NAME_IN_A_PROGRAM.matcher(text).matches();
    }

    private static boolean isForPeople(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !NOT_SAID.contains(lower)
                && FOR_MACHINES.stream().noneMatch(lower::endsWith)
                && !lower.startsWith("quoted");
    }

    private static boolean isSaid(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SAID.stream().anyMatch(lower::contains);
    }

    /** Whether a text has words, and not more of what is for machines; addresses among words are neither. */
    public static boolean isHuman(String text) {
        int said = 0;
        int coded = 0;
        for (String word : SPACE.split(text, -1)) {
            if (isCode(word)) {
                coded += word.length();
            } else if (!isReference(word)) {
                said += word.length();
            }
        }
        return said > coded && text.codePoints().anyMatch(Character::isLetter);
    }

    private static boolean isReference(String word) {
        return word.contains("://")
                || isAddress(word)
                || MIME_TYPE.matcher(word).matches()
                || NAME_IN_A_PROGRAM.matcher(word).matches();
    }

    private static boolean isAddress(String word) {
        return word.indexOf('@') > 0 && Jid.parse(word) != null && !(Jid.parse(word) instanceof Jid.Other);
    }

    /** Very long words, and long ones with figures among the letters or that end as base64 does. */
    private static boolean isCode(String word) {
        if (word.length() < SHORTEST_CODE || !CODE.matcher(word).matches()) {
            return false;
        }
        return word.length() > LONGEST_WORD
                || word.endsWith("=")
                || word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
