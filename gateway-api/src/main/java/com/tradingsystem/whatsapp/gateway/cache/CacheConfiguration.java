package com.tradingsystem.whatsapp.gateway.cache;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Where there is a Redis. Not with a replica: what it answers may be older than the version it would be kept for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("${whatsapp.redis.enabled} and '${whatsapp.database.read-url:}'.isBlank()")
class CacheConfiguration {

    /** Behind security, and inside the filter that answers 304. */
    private static final int ORDER = 1;

    @Bean
    FilterRegistrationBean<AnswerCache> answerCache(StringRedisTemplate redis, MeterRegistry registry) {
        FilterRegistrationBean<AnswerCache> registration =
                new FilterRegistrationBean<>(new AnswerCache(new AnswerStore(redis), registry));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(ORDER);
        return registration;
    }
}
