package com.tradingsystem.whatsapp.gateway.webhook;

import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Import(WebhookMetrics.class)
class WebhookConfiguration {

    @Bean
    WebhookSecrets webhookSecrets(Environment environment) {
        return WebhookSecrets.of(environment);
    }

    @Bean
    BodyBudget bodyBudget(WebhookSettings settings) {
        return new BodyBudget(Objects.requireNonNull(settings.maxInFlight()).toBytes());
    }
}
