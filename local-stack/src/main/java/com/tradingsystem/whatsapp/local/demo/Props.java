package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the brackets at the beginning of a line stand for. */
final class Props {

    private Props() {}

    /** The content of a line; {@code seed} is what makes its file differ from others. */
    static Content content(Line line, long seed) {
        Line.Prop prop = line.prop();
        if (prop == null) {
            return new Content.Text(line.text());
        }
        String details = prop.details();
        // The same pictures come again, as they do in life.
        long picture = Math.floorMod(seed, 300);
        return switch (prop.kind()) {
            case "photo" -> file(MediaFile.Kind.PHOTO, picture, null, 0, prop);
            case "screenshot" -> file(MediaFile.Kind.SCREENSHOT, picture, null, 0, prop);
            case "video" -> file(MediaFile.Kind.VIDEO, picture, null, Integer.parseInt(details), prop);
            case "voice" -> file(MediaFile.Kind.VOICE, seed, null, Integer.parseInt(details), prop);
            case "sticker" -> file(MediaFile.Kind.STICKER, Math.floorMod(seed, 5), null, 0, prop);
            case "pdf" -> file(MediaFile.Kind.PDF, seed, details, 0, prop);
            case "xml" -> file(MediaFile.Kind.XML, seed, details, 0, prop);
            case "place" -> place(details, false);
            case "live" -> place(details, true);
            case "card" -> card(details);
            case "poll" -> poll(details);
            case "link" -> link(details, prop.caption());
            case "order" -> order(seed, prop.caption());
            default -> throw new IllegalArgumentException("not a thing one can send: " + prop.kind());
        };
    }

    private static Content file(MediaFile.Kind kind, long seed, @Nullable String name, int seconds, Line.Prop prop) {
        return new Content.File(
                new MediaFile(kind, seed, name, seconds), prop.caption().isEmpty() ? null : prop.caption());
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
        return new Content.Other(
                "orderMessage",
                Map.of(
                        "orderId",
                        Long.toString(Math.floorMod(seed, 10_000_000_000L)),
                        "itemCount",
                        1 + Math.floorMod(seed, 4),
                        "status",
                        "INQUIRY",
                        "surface",
                        "CATALOG",
                        "orderTitle",
                        title,
                        "totalAmount1000",
                        Long.toString(59_900 + Math.floorMod(seed, 200_000L)),
                        "totalCurrencyCode",
                        "BRL"));
    }
}
