package com.tradingsystem.whatsapp.worker.media.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses files are fetched from. Addresses come in payloads, so from outside: WAHA's files, its S3 and what the
 * operator lists, nothing else.
 *
 * <p>WAHA often prints a host that only it can reach, such as {@code localhost}; what looks like one of its files is
 * therefore asked of the configured WAHA, whatever host it names. Of WAHA's own addresses only files are fetched: the key
 * that goes along opens everything else too.
 */
final class FileSources {

    private static final String FILES = "/api/files/";

    private final HttpUrl core;
    private final List<Origin> trusted = new ArrayList<>();
    private final List<Origin> listed = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if WAHA's address, the endpoint or an origin is none
     */
    FileSources(HttpUrl core, @Nullable String wahaS3Endpoint, List<String> allowedOrigins) {
        this.core = core;
        if (wahaS3Endpoint != null && !wahaS3Endpoint.isBlank()) {
            trusted.add(Origin.parse(wahaS3Endpoint.strip()));
        }
        for (String text : allowedOrigins) {
            if (!text.isBlank()) {
                Origin origin = Origin.parse(text.strip());
                (origin.isNumber() ? trusted : listed).add(origin);
            }
        }
    }

    /** How an address may be fetched. */
    enum Access {
        /** With the key, at whatever address WAHA is. */
        WAHA,
        /** Without the key, at whatever address it is. */
        TRUSTED,
        /** Without the key, at public addresses only. */
        PUBLIC_ONLY
    }

    /** An address that may be fetched. */
    record Source(HttpUrl url, Access access) {}

    /** How to fetch what a payload names; null if it is not to be fetched. */
    @Nullable
    Source find(String text) {
        HttpUrl url = HttpUrl.parse(text);
        return url == null ? null : find(url);
    }

    /** The same for where an answer redirects to. */
    @Nullable
    Source find(HttpUrl url) {
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            return null;
        }
        if (trusted.stream().anyMatch(origin -> origin.matches(url))) {
            return new Source(url, Access.TRUSTED);
        }
        if (listed.stream().anyMatch(origin -> origin.matches(url))) {
            return new Source(url, Access.PUBLIC_ONLY);
        }
        HttpUrl file = fileOfWaha(url);
        return file == null ? null : new Source(file, Access.WAHA);
    }

    private @Nullable HttpUrl fileOfWaha(HttpUrl url) {
        String prefix = core.encodedPath().replaceAll("/+$", "");
        String path = url.encodedPath();
        if (!prefix.isEmpty() && path.startsWith(prefix + FILES)) {
            path = path.substring(prefix.length());
        }
        if (!path.startsWith(FILES) || !url.pathSegments().stream().allMatch(FileSources::isPlain)) {
            return null;
        }
        return core.newBuilder()
                .encodedPath(prefix + path)
                .encodedQuery(url.encodedQuery())
                .build();
    }

    /** A segment that stays one, however often a proxy decodes it. */
    private static boolean isPlain(String segment) {
        return segment.chars().noneMatch(c -> c == '/' || c == '\\' || c == '%' || c < ' ') && !segment.equals("..");
    }

    /** A scheme, a host or all hosts below a domain, and a port. */
    private record Origin(String scheme, String host, boolean below, int port) {

        static Origin parse(String text) {
            boolean below = text.contains("://*.");
            HttpUrl url = HttpUrl.parse(text.replace("://*.", "://"));
            if (url == null
                    || url.host().contains("*")
                    || !url.encodedPath().equals("/")
                    || url.encodedQuery() != null) {
                throw new IllegalArgumentException("not an origin such as https://files.example.com: " + text);
            }
            return new Origin(url.scheme(), url.host().toLowerCase(Locale.ROOT), below, url.port());
        }

        boolean matches(HttpUrl url) {
            return url.scheme().equals(scheme)
                    && url.port() == port
                    && (below ? url.host().endsWith("." + host) : url.host().equals(host));
        }

        boolean isNumber() {
            return !below && host.matches("[0-9.]+|.*:.*");
        }
    }
}
