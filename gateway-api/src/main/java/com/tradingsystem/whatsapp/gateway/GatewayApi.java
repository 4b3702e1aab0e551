package com.tradingsystem.whatsapp.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway: receives WAHA's webhooks and answers queries over REST. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // there are tokens, no users
@ConfigurationPropertiesScan
public class GatewayApi {

    public static void main(String[] args) {
        SpringApplication.run(GatewayApi.class, args);
    }
}
