package com.tradingsystem.whatsapp.change;

import io.lettuce.core.ClientOptions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Tells of changes by Redis where there is one, else within the process. */
@AutoConfiguration(before = RedisAutoConfiguration.class)
@PropertySource("classpath:com/tradingsystem/whatsapp/change/defaults.properties")
public final class ChangeAutoConfiguration {

    /** A notification that cannot be sent at once is dropped: nothing waits for Redis. */
    @Bean
    LettuceClientOptionsBuilderCustomizer impatientRedis() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    @ConditionalOnProperty("whatsapp.redis.enabled")
    Changes redisChanges(StringRedisTemplate redis, ObjectProvider<InstantSource> clock) {
        return new RedisChanges(redis, clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    @ConditionalOnMissingBean(Changes.class)
    Changes localChanges() {
        return Changes.withinProcess();
    }
}
