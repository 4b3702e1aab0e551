package com.tradingsystem.whatsapp.waha;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where WAHA is.
 *
 * @param url its address as seen from here, whatever host it prints in its own links
 * @param apiKey sent to WAHA and to nobody else
 */
@ConfigurationProperties("whatsapp.core")
record CoreSettings(
        @DefaultValue("http://whatsapp-gateway-core:3000") String url,
        @Nullable String apiKey) {

    /** Without the key. */
    @Override
    public String toString() {
        return "CoreSettings[url=" + url + "]";
    }
}
