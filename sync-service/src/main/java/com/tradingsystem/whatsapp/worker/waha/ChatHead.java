package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the list of chats shows it.
 *
 * @param name as the account sees it
 * @param coreId the newest message; null where WAHA shows none
 * @param at the time of the newest message, or of the chat's last activity where no message is shown
 */
public record ChatHead(
        Jid chat,
        @Nullable String name,
        @Nullable String coreId,
        @Nullable Instant at) {}
