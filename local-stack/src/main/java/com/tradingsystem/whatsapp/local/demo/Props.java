package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the brackets at the beginning of a line stand for. */
final class Props {

    private static final Pattern PROP = Pattern.compile("\\[(\\w+) ?([^]]*)](.*)");

    private Props() {}

    /** The content of what is said; {@code seed} is what makes its file differ from others. */
    static Content content(String text, long seed) {
        Matcher prop = PROP.matcher(text);
        if (!prop.matches()) {
            return new Content.Text(text);
        }
        String details = prop.group(2);
        String caption = prop.group(3).strip();
        String name = details.isEmpty() ? null : details;
        // The same pictures come again, as they do in life.
        long picture = Math.floorMod(seed, 300);
        return switch (prop.group(1)) {
            case "photo" -> file(MediaFile.Kind.PHOTO, picture, null, caption);
            case "screenshot" -> file(MediaFile.Kind.SCREENSHOT, picture, null, caption);
            case "video" -> recording(MediaFile.Kind.VIDEO, picture, details, caption);
            case "voice" -> recording(MediaFile.Kind.VOICE, seed, details, caption);
            case "sticker" -> file(MediaFile.Kind.STICKER, Math.floorMod(seed, 5), null, caption);
            case "pdf" -> file(MediaFile.Kind.PDF, seed, name, caption);
            case "xml" -> file(MediaFile.Kind.XML, seed, name, caption);
            case "place" -> place(details, false);
            case "live" -> place(details, true);
            case "card" -> card(details);
            case "poll" -> poll(details);
            case "link" -> link(details, caption);
            case "order" -> order(seed, caption);
            default -> throw new IllegalArgumentException("not a thing one can send: " + text);
        };
    }

    private static Content file(MediaFile.Kind kind, long seed, @Nullable String name, String caption) {
        return new Content.File(new MediaFile(kind, seed, name, 0), caption.isEmpty() ? null : caption);
    }

    private static Content recording(MediaFile.Kind kind, long seed, String seconds, String caption) {
        return new Content.File(
                new MediaFile(kind, seed, null, Integer.parseInt(seconds)), caption.isEmpty() ? null : caption);
    }

    private static Content place(String details, boolean live) {
        String[] parts = details.split(" ", 3);
        String[] words = parts.length > 2 ? parts[2].split(" \\| ", 2) : new String[0];
        return new Content.Place(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                live,
                words.length > 0 ? words[0] : null,
                words.length > 1 ? words[1] : null);
    }

    private static Content card(String details) {
        int space = details.lastIndexOf(' ');
        return new Content.Cards(List.of(new Content.Card(details.substring(0, space), details.substring(space + 1))));
    }

    private static Content poll(String details) {
        List<String> parts = Arrays.asList(details.split(" \\| ", -1));
        return new Content.Poll(parts.getFirst(), parts.subList(1, parts.size()), false);
    }

    private static Content link(String details, String caption) {
        String[] parts = details.split(" \\| ", 3);
        return new Content.Text(parts[0] + "\n" + caption, new Content.Preview(parts[0], parts[1], parts[2]));
    }

    private static Content order(long seed, String title) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("orderId", Long.toString(Math.floorMod(seed, 10_000_000_000L)));
        order.put("itemCount", 1 + Math.floorMod(seed, 4));
        order.put("status", "INQUIRY");
        order.put("surface", "CATALOG");
        order.put("orderTitle", title);
        order.put("totalAmount1000", Long.toString(59_900 + Math.floorMod(seed, 200_000L)));
        order.put("totalCurrencyCode", "BRL");
        return new Content.Other("orderMessage", order);
    }
}
