package com.tradingsystem.whatsapp.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tradingsystem.whatsapp.sync.ChatHints.Chat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers for a while which chats were announced to the sync, which saves a statement in nearly every batch. Only chats that are on
 * disk are added. Safe for use by many threads.
 */
final class KnownChats {

    private final Cache<Chat, Boolean> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Set<Chat> unknownAmong(Collection<Chat> chats) {
        Set<Chat> unknown = new HashSet<>();
        for (Chat chat : chats) {
            if (known.getIfPresent(chat) == null) {
                unknown.add(chat);
            }
        }
        return unknown;
    }

    void add(Collection<Chat> chats) {
        chats.forEach(chat -> known.put(chat, true));
    }
}
