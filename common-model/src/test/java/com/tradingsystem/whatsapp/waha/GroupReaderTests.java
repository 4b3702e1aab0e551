package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupReaderTests {

    private static final Member ANA = new Member(Jid.of("15551230001@c.us"), "participant");

    @Test
    void nothingAmongParticipants_costsOnlyItself() {
        assertThat(events("group.v2.participants", """
                {"group":{"id":"120363000000000001@g.us"},"type":"join","participants":[null,{"id":"15551230001@c.us","role":"participant"},null]}"""))
                .singleElement()
                .isInstanceOfSatisfying(
                        MembershipChanged.class,
                        changed -> assertThat(changed.members()).containsExactly(ANA));
        assertThat(events("group.v2.join", """
                {"group":{"id":"120363000000000001@g.us","subject":"Team","participants":[{"id":"15551230001@c.us","role":"participant"},null]}}"""))
                .singleElement()
                .isInstanceOfSatisfying(
                        GroupDescribed.class,
                        described -> assertThat(described.participants()).containsExactly(ANA));
    }

    private static List<InboundEvent> events(String event, String payload) {
        String body =
                "{\"event\":\"%s\",\"session\":\"main\",\"engine\":\"NOWEB\",\"me\":{\"id\":\"15550001111@c.us\"},\"payload\":%s}"
                        .formatted(event, payload);
        return ((Understood) new WahaEventReader().read(GoldenFiles.event(body.getBytes(StandardCharsets.UTF_8))))
                .events();
    }
}
