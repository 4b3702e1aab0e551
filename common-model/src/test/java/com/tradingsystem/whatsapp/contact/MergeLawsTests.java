package com.tradingsystem.whatsapp.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MergeLawsTests {

    private static final SessionName SESSION = new SessionName("main");

    @Property
    void links_areFoldedInAnyOrder(
            @ForAll("links") LinkCandidates a, @ForAll("links") LinkCandidates b, @ForAll("links") LinkCandidates c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
    }

    @Property
    void link_leadsToThePhoneFirstToldLast(@ForAll("links") LinkCandidates a, @ForAll("links") LinkCandidates b) {
        LinkCandidates both = a.merge(b);

        Instant toldAt = both.winnerToldAt();
        both.rivals().values().forEach(rival -> {
            if (rival.at() != null) {
                assertThat(toldAt).isNotNull().isAfterOrEqualTo(rival.at());
            }
        });
    }

    @Property
    void contacts_areFoldedInAnyOrder(
            @ForAll("contacts") ContactUpdate a,
            @ForAll("contacts") ContactUpdate b,
            @ForAll("contacts") ContactUpdate c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
    }

    @Provide
    Arbitrary<LinkCandidates> links() {
        Arbitrary<Jid.Person> phones =
                Arbitraries.of("5511900000001", "5511900000002").map(Jid.Person::new);
        return Combinators.combine(phones, moments().injectNull(0.3)).as(LinkCandidates::of);
    }

    @Provide
    Arbitrary<ContactUpdate> contacts() {
        Arbitrary<NewestText> texts = Combinators.combine(Arbitraries.of("a", "\uffff", "🎉"), moments())
                .as(NewestText::new);
        Arbitrary<ContactUpdate.Owner> owners = Combinators.combine(Arbitraries.of("\uffff", "🎉"), moments())
                .as((event, at) -> new ContactUpdate.Owner(new Jid.Lid(event), at, event));
        Arbitrary<ContactUpdate.Archived> archived =
                Combinators.combine(Arbitraries.of(true, false), moments()).as(ContactUpdate.Archived::new);
        return Combinators.combine(
                        texts.injectNull(0.3),
                        texts.injectNull(0.3),
                        owners.injectNull(0.3),
                        archived.injectNull(0.3),
                        moments())
                .as((name, pushName, owner, inArchive, at) -> new ContactUpdate(
                        SESSION, new Jid.Group("1203"), name, pushName, name, null, owner, inArchive, at, at));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.integers().between(0, 3).map(s -> Instant.ofEpochSecond(1_795_329_526L + s));
    }
}
