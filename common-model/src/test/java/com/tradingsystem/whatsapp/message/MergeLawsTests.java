package com.tradingsystem.whatsapp.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Stamp;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.AckCandidate;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What makes the order of events not matter, without a database. */
class MergeLawsTests {

    private static final SessionName SESSION = new SessionName("main");
    private static final Jid.Lid LID = new Jid.Lid("90000000000001");
    private static final Jid.Person PHONE = new Jid.Person("5511900000001");
    private static final Addresses KNOWING = (session, jid) -> jid.equals(LID) ? PHONE : jid;

    @Property
    void order_doesNotMatter(@ForAll("states") MessageState a, @ForAll("states") MessageState b) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
    }

    @Property
    void grouping_doesNotMatter(
            @ForAll("states") MessageState a, @ForAll("states") MessageState b, @ForAll("states") MessageState c) {
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property
    void repetition_doesNotMatter(@ForAll("states") MessageState a, @ForAll("states") MessageState b) {
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
    }

    @Property
    void phoneNumber_mayBecomeKnownBeforeOrAfter(@ForAll("states") MessageState a, @ForAll("states") MessageState b) {
        MessageState before = a.canonical(SESSION, KNOWING).merge(b.canonical(SESSION, KNOWING));
        MessageState between = a.canonical(SESSION, KNOWING).merge(b).canonical(SESSION, KNOWING);
        MessageState after = a.merge(b).canonical(SESSION, KNOWING);

        assertThat(between).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    @Property
    void furthestAck_holds(@ForAll("states") MessageState a, @ForAll("states") MessageState b) {
        AckCandidate both = a.merge(b).ack();

        assertThat(both.level()).isEqualTo(Math.max(a.ack().level(), b.ack().level()));
        assertThat(both.failed()).isEqualTo(a.ack().failed() || b.ack().failed());
    }

    @Provide
    Arbitrary<MessageState> states() {
        Arbitrary<Instant> moments =
                Arbitraries.integers().between(0, 3).map(s -> Instant.ofEpochSecond(1_795_329_526L + s));
        Arbitrary<Jid> people = Arbitraries.of(LID, PHONE, new Jid.Lid("80000000000001"), new Jid.Group("1203"));
        Arbitrary<MessageContent> contents = Arbitraries.of(
                new MessageContent.Text("a"),
                new MessageContent.Text("b"),
                new MessageContent.Other("unknown", null),
                new MessageContent.Other("waiting", "w"));
        Arbitrary<ObservedMessage> messages = Combinators.combine(
                        moments,
                        Arbitraries.of(true, false),
                        people,
                        people,
                        contents,
                        Arbitraries.of(Ack.values()).injectNull(0.2))
                .as((at, guess, chat, author, content, ack) -> new ObservedMessage(
                        Objects.requireNonNull(MessageId.parse("false_" + chat.value() + "_CORE")),
                        at,
                        guess,
                        author,
                        null,
                        content,
                        ack,
                        null,
                        new ObservedMessage.Attributes(false, null, null),
                        null));
        return Combinators.combine(
                        messages,
                        Arbitraries.of(Provenance.values()),
                        moments,
                        Arbitraries.of("e1", "e2").injectNull(0.3))
                .as((message, provenance, at, eventId) -> MessageState.of(
                        message,
                        Stamp.of(
                                new Envelope(eventId, "message", SESSION, null, null, Account.UNKNOWN, at),
                                provenance,
                                message)));
    }
}
