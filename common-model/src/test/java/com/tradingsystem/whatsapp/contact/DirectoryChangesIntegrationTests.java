package com.tradingsystem.whatsapp.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirectoryChangesIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TestDatabase database = TestDatabase.create();
    private static final Jid ANA = Jid.of("15551230001@c.us");
    private static final Jid.Lid ANA_HIDDEN = new Jid.Lid("90000000000077");
    private static final Jid BOB = Jid.of("15551230002@c.us");
    private static final Jid.Group TEAM = new Jid.Group("120363000000000001");

    private final DirectoryChanges news = new DirectoryChanges(database.jdbc());

    @BeforeAll
    static void fill() {
        for (String sql : List.of(
                "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('sales', '90000000000077@lid', '15551230001@c.us')",
                """
                insert into whatsapp_gateway.contacts (session_name, whatsapp_id, contact_type, name, push_name, group_name,
                                                       group_description, first_seen_at, last_seen_at)
                values ('sales', '15551230001@c.us', 'individual', 'Ana Book', 'Ana', null, null, now(), now()),
                       ('sales', '120363000000000001@g.us', 'group', 'Team', null, 'Team', 'we', now(), now())""",
                """
                insert into whatsapp_gateway.group_membership_events (session_name, group_id, member_id, at, change, role)
                values ('sales', '120363000000000001@g.us', '15551230001@c.us', '2026-01-01', 'present', 'admin'),
                       ('sales', '120363000000000001@g.us', '15551230002@c.us', '2026-01-01', 'join', 'participant')""")) {
            database.jdbc().sql(sql).update();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Understood reading(List<InboundEvent> events, List<LidLink> links, ContactSighting... contacts) {
        return new Understood(
                new Envelope(null, "", new SessionName("sales"), null, null, Account.UNKNOWN, NOW),
                Provenance.HISTORY,
                events,
                links,
                List.of(contacts),
                Set.of());
    }

    private static ContactSighting contact(Jid jid, @Nullable String name, @Nullable String pushName) {
        return new ContactSighting(jid, pushName, name, NOW);
    }

    private static GroupDescribed team(@Nullable String subject, Member... members) {
        return new GroupDescribed(TEAM, subject, "we", null, List.of(members), NOW);
    }

    private static final Member ANA_ADMIN = new Member(ANA_HIDDEN, "admin");
    private static final Member BOB_MEMBER = new Member(BOB, "participant");

    @Test
    void whatIsKnown_isNoNews() {
        assertThat(news.in(reading(
                        List.of(team("Team", ANA_ADMIN, BOB_MEMBER)),
                        List.of(new LidLink(ANA_HIDDEN, new Jid.Person("15551230001"))),
                        contact(ANA_HIDDEN, "Ana Book", null),
                        contact(ANA, null, "Ana"))))
                .isNull();
    }

    @Test
    void newNamesPeopleAndPairs_areNews() {
        LidLink pair = new LidLink(new Jid.Lid("90000000000078"), new Jid.Person("15551230002"));
        ContactSighting renamed = contact(ANA, "Ana Office", null);
        ContactSighting unknown = contact(BOB, null, null);

        Understood left = news.in(reading(List.of(), List.of(pair), renamed, unknown, contact(ANA, null, "Ana")));

        assertThat(left).isEqualTo(reading(List.of(), List.of(pair), renamed, unknown));
    }

    @Test
    void groupRenamed_keepsItsMembersToItself() {
        Understood left = news.in(reading(List.of(team("Team 2", BOB_MEMBER, ANA_ADMIN)), List.of()));

        assertThat(Objects.requireNonNull(left).events())
                .containsExactly(new GroupDescribed(TEAM, "Team 2", "we", null, null, NOW));
    }

    @Test
    void memberGoneOrPromoted_isNews() {
        GroupDescribed without = team("Team", ANA_ADMIN);
        GroupDescribed promoted = team("Team", ANA_ADMIN, new Member(BOB, "admin"));

        assertThat(news.in(reading(List.of(without), List.of()))).isEqualTo(reading(List.of(without), List.of()));
        assertThat(news.in(reading(List.of(promoted), List.of()))).isEqualTo(reading(List.of(promoted), List.of()));
    }
}
