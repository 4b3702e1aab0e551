package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code event.response} and {@code event.response.failed}: an answer to an invitation to an event. */
final class EventResponseReader {

    /** In the order of WhatsApp's numbers. */
    private static final List<String> RESPONSES = List.of("UNKNOWN", "GOING", "NOT_GOING", "MAYBE");

    private static final Set<String> KNOWN = Set.copyOf(RESPONSES);
    private static final int LONGEST_RESPONSE = 40;

    private EventResponseReader() {}

    static void read(Delivery delivery) {
        Json payload = delivery.payload();
        EngineDialect dialect = delivery.dialect();
        Json message = dialect.message(payload);
        RawKey invitation = RawKey.read(payload.get("eventCreationKey").get("id"));
        MessageIdentity identity =
                MessageIdentity.read(payload, dialect.key(message).or(invitation.withoutAuthor()), delivery.me());
        if (identity == null || invitation.coreId() == null) {
            delivery.findings().lacks(identity == null ? "usable message id or chat" : "invitation");
            return;
        }
        if (MessageIdentity.isShared(identity.sender())) {
            delivery.findings().lacks("respondent");
            return;
        }
        Json response = payload.get("eventResponse");
        Long guests = response.get("extraGuestCount").whole();
        Instant at = delivery.time(response.get("timestampMs", "timestampMS"), payload.get("timestamp"));
        delivery.findings()
                .add(new InvitationAnswered(
                        invitation.coreId(),
                        identity.chat(),
                        identity.sender(),
                        word(response.get("response"), delivery),
                        guests == null || guests < 0 || guests > Integer.MAX_VALUE ? null : guests.intValue(),
                        at));
        delivery.findings().sighted(identity, dialect.pushName(message), at);
        dialect.collectPairs(message, delivery.findings().pairs());
    }

    private static @Nullable String word(Json response, Delivery delivery) {
        Long number = response.whole();
        String word = number != null && number >= 0 && number < RESPONSES.size()
                ? RESPONSES.get(number.intValue())
                : response.text(LONGEST_RESPONSE);
        if (word != null && !KNOWN.contains(word)) {
            delivery.findings().flag(Flag.UNKNOWN_KIND);
        }
        return word;
    }
}
