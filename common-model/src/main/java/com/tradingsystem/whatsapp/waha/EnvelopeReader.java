package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the outside of an event, WAHA's or the short one. Whatever is missing or of the wrong type is left out. */
final class EnvelopeReader {

    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_NAME = 500;

    private EnvelopeReader() {}

    static Envelope read(WebhookBody body, Instant arrival, Set<Flag> flags) {
        String event = body.get("event").text();
        return new Envelope(
                body.get("id").text(LONGEST_WORD),
                event == null ? "" : StorableText.start(event, LONGEST_WORD),
                SessionName.parse(body.get("session").text()),
                body.get("engine").or(body.get("environment").get("engine")).text(LONGEST_WORD),
                body.get("environment").get("version").text(LONGEST_WORD),
                account(body.get("me")),
                occurredAt(body.get("timestamp"), arrival, flags));
    }

    private static Account account(Json me) {
        Jid phone = phoneOf(me.get("id").jid(), me.get("jid").jid());
        Jid lid = me.get("lid").jid();
        if (!(lid instanceof Jid.Lid) && me.get("id").jid() instanceof Jid.Lid id) {
            lid = id;
        }
        String pushName = me.get("pushName").text();
        return new Account(
                phone instanceof Jid.Person person ? person : null,
                lid instanceof Jid.Lid hidden ? hidden : null,
                pushName == null ? null : StorableText.start(pushName, LONGEST_NAME));
    }

    private static @Nullable Jid phoneOf(@Nullable Jid id, @Nullable Jid jid) {
        return id instanceof Jid.Person ? id : jid;
    }

    private static Instant occurredAt(Json timestamp, Instant arrival, Set<Flag> flags) {
        Instant told = Times.read(timestamp);
        if (told != null && Times.isCredible(told, arrival)) {
            return told;
        }
        if (timestamp.isThere()) {
            flags.add(Flag.ABSURD_TIMESTAMP);
        }
        return Times.storable(arrival);
    }
}
