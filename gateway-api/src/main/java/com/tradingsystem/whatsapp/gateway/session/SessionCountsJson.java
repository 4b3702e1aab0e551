package com.tradingsystem.whatsapp.gateway.session;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.session.SessionCounts;

/** How much there is of a session. The counts of messages were always answered as text, like all 64-bit numbers. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionCountsJson(
        String totalMessagesSent, String totalMessagesReceived, long totalChatsCount, long totalContactsCount) {

    static SessionCountsJson of(SessionCounts.Counts counts) {
        return new SessionCountsJson(
                Long.toString(counts.messagesSent()),
                Long.toString(counts.messagesReceived()),
                counts.chats(),
                counts.contacts());
    }
}
