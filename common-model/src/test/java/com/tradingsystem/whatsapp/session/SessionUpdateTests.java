package com.tradingsystem.whatsapp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent.SessionChanged;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionUpdateTests {

    private static final SessionName SESSION = new SessionName("main");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Property
    void facts_areFoldedInAnyOrder(
            @ForAll("facts") SessionUpdate a, @ForAll("facts") SessionUpdate b, @ForAll("facts") SessionUpdate c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
    }

    @Example
    void timesThatGrow_showNothingNew() {
        SessionUpdate before = SessionUpdate.of(SESSION, new SessionChanged("WORKING", NOON));

        SessionUpdate again =
                before.merge(SessionUpdate.of(SESSION, new SessionChanged("WORKING", NOON.plusSeconds(1))));
        SessionUpdate changed =
                before.merge(SessionUpdate.of(SESSION, new SessionChanged("STOPPED", NOON.plusSeconds(1))));

        assertThat(again.showsMoreThan(before)).isFalse();
        assertThat(changed.showsMoreThan(before)).isTrue();
    }

    @Provide
    Arbitrary<SessionUpdate> facts() {
        Arbitrary<Instant> moments = Arbitraries.integers().between(0, 2).map(NOON::plusSeconds);
        Arbitrary<Account> accounts = Arbitraries.of(
                Account.UNKNOWN,
                new Account(new Jid.Person("1"), null, "a"),
                new Account(new Jid.Person("1"), new Jid.Lid("2"), null));
        Arbitrary<SessionUpdate> envelopes = Combinators.combine(
                        accounts, moments, Arbitraries.of("NOWEB", "GOWS").injectNull(0.3))
                .as((me, at, engine) ->
                        SessionUpdate.of(SESSION, new Envelope(null, "any", SESSION, engine, null, me, at)));
        Arbitrary<SessionUpdate> changes = Combinators.combine(Arbitraries.of("WORKING", "STOPPED", "FAILED"), moments)
                .as((status, at) -> SessionUpdate.of(SESSION, new SessionChanged(status, at)));
        return Arbitraries.oneOf(envelopes, changes, moments.map(SessionUpdate.of(SESSION)::eventAt));
    }
}
