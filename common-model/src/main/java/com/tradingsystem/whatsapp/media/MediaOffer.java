package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.Stamp;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;

/**
 * That a message has a file.
 *
 * @param message the message's number
 * @param rank how good the description of the file is: 0 from an event, 1 from history
 * @param chat the chat the message is kept in
 * @param timestamp the time the message is kept under
 */
public record MediaOffer(
        long message,
        SessionName session,
        String coreId,
        boolean fromMe,
        Stamp by,
        int rank,
        String messageId,
        Jid chat,
        Instant timestamp,
        MediaKind kind,
        MediaPointer pointer) {}
