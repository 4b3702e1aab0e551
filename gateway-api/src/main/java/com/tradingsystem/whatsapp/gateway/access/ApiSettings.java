package com.tradingsystem.whatsapp.gateway.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tokens as they are configured; bound once and let go, so that only their hashes stay.
 *
 * @param token the operator's: all sessions, everything allowed (WHATSAPP_GATEWAY_API_TOKEN)
 * @param tokens further ones, {@code name:scope[:session,session]=token}, separated by semicolons
 *     (WHATSAPP_GATEWAY_API_TOKENS)
 */
@ConfigurationProperties("whatsapp.api")
record ApiSettings(
        @DefaultValue("") String token, @DefaultValue("") String tokens) {

    @Override
    public String toString() {
        return "ApiSettings[***]";
    }
}
