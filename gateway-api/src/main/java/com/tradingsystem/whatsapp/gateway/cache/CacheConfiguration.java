package com.tradingsystem.whatsapp.gateway.cache;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Where there is a Redis. Not with a replica: what it answers may be older than the version it would be kept for. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    /** Behind security, and inside the filter that answers 304. */
    private static final int ORDER = 1;

    @Bean
    FilterRegistrationBean<AnswerCache> answerCache(
            StringRedisTemplate redis,
            MeterRegistry registry,
            @Value("${whatsapp.redis.enabled}") boolean hasRedis,
            @Value("${whatsapp.database.read-url}") String replica) {
        FilterRegistrationBean<AnswerCache> registration =
                new FilterRegistrationBean<>(new AnswerCache(new AnswerStore(redis), registry));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(ORDER);
        registration.setEnabled(hasRedis && replica.isBlank());
        return registration;
    }
}
