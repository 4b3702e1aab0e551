package com.tradingsystem.whatsapp.gateway.access;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other servers may call the API from a browser.
 *
 * @param allowedOrigins such as {@code https://crm.example.com}, separated by commas; {@code *} for all; empty for none
 *     (WHATSAPP_CORS_ALLOWED_ORIGINS)
 */
@ConfigurationProperties("whatsapp.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

    private static final String ALL = "*";

    CorsSettings {
        allowedOrigins = allowedOrigins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        for (String origin : allowedOrigins) {
            if (!origin.equals(ALL) && !isOrigin(origin)) {
                throw new IllegalArgumentException("whatsapp.cors.allowed-origins takes origins such as"
                        + " https://crm.example.com, without a path, separated by commas, or *");
            }
        }
    }

    boolean isOn() {
        return !allowedOrigins.isEmpty();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && text.equals(uri.getScheme() + "://" + uri.getHost() + port(uri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String port(URI uri) {
        return uri.getPort() == -1 ? "" : ":" + uri.getPort();
    }
}
