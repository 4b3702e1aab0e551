package com.tradingsystem.whatsapp.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = {"spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=validate"})
@DirtiesContext
class ContactDirectoryIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final SessionName session =
            new SessionName("s-" + UUID.randomUUID().toString().substring(0, 8));
    private final ArchiveRows rows = new ArchiveRows(database, session.value());
    private final ContactDirectory directory;
    private final Aliases aliases;

    ContactDirectoryIntegrationTests(@Autowired ContactDirectory directory, @Autowired Aliases aliases) {
        this.directory = directory;
        this.aliases = aliases;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        database.register(registry);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void contacts_areNewestFirst_andGoOnWhereAPageEnded() {
        for (int i = 0; i < 5; i++) {
            contact("551190000000" + i + "@c.us", "individual", NOON.plusSeconds(i / 2), Map.of());
        }

        List<Contact> first = directory.find(query(null, null, null, 2));
        Contact last = first.getLast();
        List<Contact> rest =
                directory.find(query(null, null, new ContactQuery.Border(last.firstSeenAt(), last.id(), true), 10));
        Contact fourth = rest.get(1);
        List<Contact> back =
                directory.find(query(null, null, new ContactQuery.Border(fourth.firstSeenAt(), fourth.id(), false), 2));

        assertThat(ids(first)).containsExactly("5511900000004@c.us", "5511900000003@c.us");
        assertThat(ids(rest)).containsExactly("5511900000002@c.us", "5511900000001@c.us", "5511900000000@c.us");
        assertThat(ids(back)).containsExactly("5511900000003@c.us", "5511900000002@c.us");
    }

    @Test
    void type_narrowsTheList() {
        contact("5511900000001@c.us", "individual", NOON, Map.of());
        contact("120363000000000001@g.us", "group", NOON, Map.of("group_name", "Família"));

        assertThat(ids(directory.find(query("group", null, null, 10)))).containsExactly("120363000000000001@g.us");
    }

    @Test
    void words_matchNamesWhateverTheirAccentsAndCase() {
        contact("1@c.us", "individual", NOON, Map.of("name", "João da Conceição"));
        contact("2@c.us", "individual", NOON.plusSeconds(1), Map.of("push_name", "JOAO"));
        contact("3@g.us", "group", NOON.plusSeconds(2), Map.of("group_name", "Amigos do joa\u0303o"));
        contact("4@c.us", "individual", NOON, Map.of("name", "Maria"));

        assertThat(ids(directory.find(query(null, "joão", null, 10)))).containsExactly("3@g.us", "2@c.us", "1@c.us");
        assertThat(ids(directory.find(query(null, "CONCEICAO", null, 10)))).containsExactly("1@c.us");
    }

    @Test
    void words_thatLookLikeAPattern_areTakenLiterally() {
        contact("1@c.us", "individual", NOON, Map.of("name", "100% real_deal \\o/"));
        contact("2@c.us", "individual", NOON, Map.of("name", "Maria"));

        assertThat(ids(directory.find(query(null, "%", null, 10)))).containsExactly("1@c.us");
        assertThat(ids(directory.find(query(null, "l_d", null, 10)))).containsExactly("1@c.us");
        assertThat(ids(directory.find(query(null, "\\o", null, 10)))).containsExactly("1@c.us");
    }

    @Test
    void digits_matchThePhoneNumber_howeverItIsWritten() {
        contact("5511987654321@c.us", "individual", NOON, Map.of("phone_number", "5511987654321"));
        contact("90000000000077@lid", "individual", NOON, Map.of());

        assertThat(ids(directory.find(query(null, "+55 (11) 98765-4321", null, 10))))
                .containsExactly("5511987654321@c.us");
        assertThat(ids(directory.find(query(null, "98765", null, 10)))).containsExactly("5511987654321@c.us");
        assertThat(directory.find(query(null, "90000000000077", null, 10))).isEmpty();
    }

    @Test
    void anyAddress_leadsToAllOfThem_thePhoneNumberFirst() {
        link("90000000000077@lid", "5511987654321@c.us");
        link("90000000000011@lid", "5511987654321@c.us");
        var all = List.of("5511987654321@c.us", "90000000000011@lid", "90000000000077@lid");

        for (String address : all) {
            ChatAddresses addresses = aliases.of(session, Jid.of(address));
            assertThat(addresses.canonical()).isEqualTo("5511987654321@c.us");
            assertThat(addresses.all()).containsExactlyElementsOf(all);
        }
        assertThat(aliases.phonesOf(session, List.of("90000000000077@lid", "1@lid")))
                .containsExactly(Map.entry("90000000000077@lid", "5511987654321@c.us"));
        assertThat(aliases.lidsOf(session, List.of("5511987654321@c.us")))
                .containsExactly(Map.entry("5511987654321@c.us", List.of("90000000000011@lid", "90000000000077@lid")));
    }

    @Test
    void unknownAddress_isItsOwnOnlyAddress() {
        assertThat(aliases.of(session, Jid.of("1@lid"))).isEqualTo(new ChatAddresses("1@lid", List.of("1@lid")));
        assertThat(directory.knowsAny(session, List.of("1@lid"))).isFalse();
    }

    private void contact(String whatsappId, String type, Instant firstSeenAt, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(columns);
        row.put("whatsapp_id", whatsappId);
        row.put("contact_type", type);
        row.put("first_seen_at", firstSeenAt);
        row.put("last_seen_at", firstSeenAt);
        rows.insert("contacts", row);
    }

    private void link(String lid, String phone) {
        rows.insert("lid_links", Map.of("lid", lid, "phone", phone));
    }

    private ContactQuery query(
            @Nullable String type, @Nullable String words, ContactQuery.@Nullable Border border, int limit) {
        return new ContactQuery(session, type, words, border, limit);
    }

    private static List<String> ids(List<Contact> contacts) {
        return contacts.stream().map(Contact::whatsappId).toList();
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
