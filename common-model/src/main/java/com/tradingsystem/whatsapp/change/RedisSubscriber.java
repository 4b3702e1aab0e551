package com.tradingsystem.whatsapp.change;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears what all processes announce, once Redis could be reached; a connection that is lost is made again by the library. */
final class RedisSubscriber {

    private static final String FILES = "files ";
    private static final String NO_FILES = "plain ";

    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private boolean isOpen;

    RedisSubscriber(RedisConnectionFactory connections, Listeners listeners) {
        container.setConnectionFactory(connections);
        container.setRecoveryInterval(1_000);
        container.addMessageListener(
                (message, pattern) -> {
                    Change change = read(new String(message.getBody(), StandardCharsets.UTF_8));
                    if (change != null) {
                        listeners.publish(change);
                    }
                },
                new ChannelTopic(RedisChanges.CHANNEL));
        container.afterPropertiesSet();
    }

    /** Starts to listen, unless it does; fails silently while Redis is away. */
    void open() {
        if (!isOpen) {
            try {
                container.start();
                isOpen = true;
            } catch (RuntimeException e) {
                container.stop();
            }
        }
    }

    void close() {
        try {
            container.destroy();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(Change change) {
        return (change.hasFiles() ? FILES : NO_FILES) + change.session().value();
    }

    /** Null for what another version of the software may say. */
    private static @Nullable Change read(String text) {
        SessionName session = text.length() > FILES.length() ? SessionName.parse(text.substring(FILES.length())) : null;
        return session == null ? null : new Change(session, text.startsWith(FILES));
    }
}
