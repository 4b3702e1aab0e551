package com.tradingsystem.whatsapp.gateway.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    WebhookSecrets webhookSecrets(Environment environment) {
        return WebhookSecrets.of(environment);
    }

    @Bean
    BodyBudget bodyBudget(WebhookSettings settings) {
        return new BodyBudget(Objects.requireNonNull(settings.maxInFlight()).toBytes());
    }

    @Bean
    WebhookMetrics webhookMetrics(MeterRegistry registry, BodyBudget budget) {
        return new WebhookMetrics(registry, budget);
    }
}
