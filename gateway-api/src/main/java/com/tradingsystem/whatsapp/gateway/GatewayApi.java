package com.tradingsystem.whatsapp.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.freemarker.FreeMarkerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The gateway: receives WAHA's webhooks and answers queries over REST. There are tokens and no users, and no pages of FreeMarker's, which
 * only comes along with a library.
 */
@SpringBootApplication(exclude = {UserDetailsServiceAutoConfiguration.class, FreeMarkerAutoConfiguration.class})
@ConfigurationPropertiesScan
public class GatewayApi {

    public static void main(String[] args) {
        SpringApplication.run(GatewayApi.class, args);
    }
}
