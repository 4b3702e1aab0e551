package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /api/files}: what was downloaded and is still there, whole or in parts. */
final class FileCalls {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    private final MediaShelf shelf;

    FileCalls(MediaShelf shelf) {
        this.shelf = shelf;
    }

    void addTo(Router router) {
        router.get("/api/files/{*file}", this::file).add("HEAD", "/api/files/{*file}", this::file);
    }

    private Answer file(Call call) {
        MediaFile file = shelf.find(call.variable("file").substring(1)).orElse(null);
        if (file == null) {
            return Answer.json(
                    404,
                    Json.with("code", "FILE_NOT_FOUND")
                            .and("message", "File not found")
                            .and("statusCode", 404));
        }
        byte[] bytes = file.bytes();
        String tag = "W/\"" + Integer.toHexString(bytes.length) + "-" + Long.toHexString(file.seed()) + "\"";
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                file.kind().mimeType(),
                "Accept-Ranges",
                "bytes",
                "Last-Modified",
                "Sun, 01 Nov 2026 12:00:00 GMT",
                "ETag",
                tag));
        if (tag.equals(call.header().apply("If-None-Match"))) {
            return new Answer(304, headers, new byte[0]);
        }
        String range = call.header().apply("Range");
        Matcher asked = RANGE.matcher(range == null ? "" : range);
        return asked.matches() ? part(bytes, asked.group(1), asked.group(2), headers) : new Answer(200, headers, bytes);
    }

    private static Answer part(byte[] bytes, String first, String last, Map<String, String> headers) {
        boolean suffix = first.isEmpty();
        long from = suffix ? Math.max(0, bytes.length - number(last, 0)) : number(first, 0);
        long to = suffix ? bytes.length - 1L : Math.min(number(last, Long.MAX_VALUE), bytes.length - 1L);
        if (from > to) {
            headers.put("Content-Range", "bytes */" + bytes.length);
            return new Answer(416, headers, new byte[0]);
        }
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + bytes.length);
        return new Answer(206, headers, Arrays.copyOfRange(bytes, (int) from, (int) to + 1));
    }

    private static long number(String text, long ifEmpty) {
        return text.isEmpty() ? ifEmpty : Long.parseLong(text);
    }
}
