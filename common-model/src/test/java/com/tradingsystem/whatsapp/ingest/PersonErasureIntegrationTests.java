package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.ANA;
import static com.tradingsystem.whatsapp.ingest.Samples.ME;
import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.SESSION;
import static com.tradingsystem.whatsapp.ingest.Samples.envelope;
import static com.tradingsystem.whatsapp.ingest.Samples.eventId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.event.InboundEvent.Change;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // set up before every test
class PersonErasureIntegrationTests {

    private static final SessionName OTHER = new SessionName("other");
    private static final Jid.Lid LID = new Jid.Lid("90000000000077");
    private static final Jid.Person BOB = new Jid.Person("5511912345678");
    private static final Jid.Group TEAM = new Jid.Group("120363000000000001");

    private static final String WAITING_FOR_A_LOCK = """
            sessions, pg_locks l
             where l.locktype = 'advisory' and not l.granted
               and l.database = (select oid from pg_database where datname = current_database())""";

    private TestDatabase database;
    private TestIngest ingest;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        ingest = TestIngest.on(database.dataSource());
    }

    @AfterEach
    void stop() {
        ingest.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5511987654321@c.us", "90000000000077@lid", "5511987654321:7@s.whatsapp.net"})
    void erase_leavesNothingThatNamesThePerson_byWhicheverAddress(String address) {
        past().forEach(this::deliver);
        store("media_downloads");
        assertThat(tablesNaming()).contains("messages", "lid_links", "webhook_events", "sync_state");

        var removed = erase(address);

        assertThat(tablesNaming()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select core_id || coalesce(': ' || body, '') from whatsapp_gateway.messages order by 1")
                        .query(String.class)
                        .list())
                .as("what others wrote stays")
                .containsExactly("BOB1: who is coming", "BOB2: not me", "MINE1: hello all");
        assertThat(count("message_reactions where reactor like '" + BOB.phoneNumber() + "%'"))
                .isOne();
        assertThat(count("media_garbage where object_key = 'photo.jpg'")).isOne();
        assertThat(removed)
                .contains("messages 3", "message_keys 3", "media_downloads 1", "contacts 1", "lid_links 1")
                .contains(
                        "message_reactions 1", "message_receipts 2", "poll_votes 1", "invitation_answers 1", "calls 1")
                .contains("messages.quoted_body 1", "contacts.group_owner 1", "sync_state 1", "message_search 3");
    }

    @Test
    void erase_ofTheAccountItself_isRefused() {
        past().forEach(this::deliver);
        assertThatThrownBy(() -> erase(ME.value())).hasMessageContaining("the account of session");
        assertThatThrownBy(() -> erase(TEAM.value())).hasMessageContaining("not the address of a person");
    }

    /** The same once more, late, from history, from a directory, or with times that somebody made up. */
    @ParameterizedTest
    @MethodSource("comebacks")
    void whatIsOlderThanTheErasure_doesNotComeBack(String way, List<Understood> comebacks) throws SQLException {
        past().forEach(this::deliver);
        erase(ANA.value());

        for (Understood comeback : comebacks) {
            if (comeback.provenance() == Provenance.WEBHOOK) {
                assertThat(deliver(comeback)).isEqualTo(IngestReceipt.STORED);
            } else {
                assertThat(ingest.archive()
                                .write(List.of(comeback), (connection, summary) -> {})
                                .rejected())
                        .isEmpty();
            }
            assertThat(tablesNaming()).as("%s: %s", way, comeback.events()).isEmpty();
        }
    }

    static Stream<Object[]> comebacks() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        List<Object[]> ways = new ArrayList<>();
        ways.add(new Object[] {"late webhooks", past()});
        ways.add(new Object[] {
            "webhooks after a reconnect",
            past().stream().map(reading -> asAfterAReconnect(reading, later)).toList()
        });
        ways.add(new Object[] {
            "history",
            past().stream()
                    .map(reading -> read(Provenance.HISTORY, later, reading.events(), reading.links()))
                    .toList()
        });
        ways.add(new Object[] {
            "an erased message under a later time",
            List.of(read(
                    Provenance.WEBHOOK, later, List.of(text("false_" + ANA.value() + "_ANA1", ANA, later)), List.of()))
        });
        ways.add(new Object[] {
            "an erased message of a group under a later time and the other address",
            List.of(read(
                    Provenance.HISTORY,
                    later,
                    List.of(text("false_" + TEAM.value() + "_ANA2_" + ANA.value(), ANA, later.minusSeconds(5))),
                    List.of()))
        });
        ways.add(new Object[] {
            "an old event with a time to come",
            List.of(read(
                    Provenance.WEBHOOK, NOON, List.of(text("false_" + ANA.value() + "_NEW9", ANA, later)), List.of()))
        });
        ways.add(new Object[] {
            "a directory of contacts", List.of(read(Provenance.HISTORY, later, List.of(), List.of(link())))
        });
        ways.add(new Object[] {
            "a list of members",
            List.of(read(
                    Provenance.HISTORY,
                    later,
                    List.of(new GroupDescribed(
                            TEAM,
                            "Team",
                            null,
                            ANA,
                            List.of(new Member(LID, "admin"), new Member(BOB, "admin")),
                            later)),
                    List.of()))
        });
        return ways.stream();
    }

    @Test
    void whatIsLaterThanTheErasure_isNew() throws SQLException {
        past().forEach(this::deliver);
        erase(ANA.value());
        Instant later = Instant.now().plusSeconds(5);

        deliver(read(
                Provenance.WEBHOOK,
                later,
                List.of(text("false_" + ANA.value() + "_NEW1", ANA, later)),
                List.of(link())));
        assertThat(count("messages where core_id = 'NEW1' and body = 'oi'")).isOne();
        assertThat(count("contacts where whatsapp_id = '" + ANA.value() + "'")).isOne();
        assertThat(count("lid_links")).isOne();

        // Now that she is known anew, lists may say where she is today; what she said before stays erased.
        ingest.archive()
                .write(
                        List.of(
                                read(
                                        Provenance.HISTORY,
                                        later,
                                        List.of(new GroupDescribed(
                                                TEAM,
                                                "Team",
                                                null,
                                                null,
                                                List.of(new Member(ANA, "participant")),
                                                later)),
                                        List.of()),
                                read(
                                        Provenance.HISTORY,
                                        later,
                                        List.of(
                                                text("false_" + ANA.value() + "_ANA1", ANA, NOON),
                                                text("false_" + ANA.value() + "_ANA9", ANA, NOON),
                                                text("false_" + ANA.value() + "_NEW2", ANA, later.minusSeconds(1))),
                                        List.of())),
                        (connection, summary) -> {});
        assertThat(count("group_participants where member_id = '" + ANA.value() + "'"))
                .isOne();
        assertThat(database.jdbc()
                        .sql("select core_id from whatsapp_gateway.messages where chat_id = ? order by 1")
                        .params(ANA.value())
                        .query(String.class)
                        .list())
                .containsExactly("NEW1", "NEW2");
    }

    @Test
    void otherSessions_areLeftAlone() {
        past().forEach(this::deliver);
        ingest.accept(Samples.told(OTHER, NOON, Samples.text("ANA1", "oi")));
        erase(ANA.value());
        ingest.accept(Samples.told(OTHER, NOON, Samples.text("ANA5", "oi")));
        assertThat(count("messages where session_name = 'other'")).isEqualTo(2);
    }

    /** A writer that began before the erasure ends waits for it, be it one that takes no chat's lock of its own. */
    @Test
    void writerThatComesInBetween_seesTheNote() throws SQLException {
        past().forEach(this::deliver);
        CompletableFuture<?> written;
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("select * from whatsapp_gateway.erase_person('main', '" + ANA.value() + "')");
            written = CompletableFuture.runAsync(() -> {
                try {
                    ingest.archive()
                            .write(
                                    List.of(read(Provenance.HISTORY, Instant.now(), List.of(), List.of(link()))),
                                    (along, summary) -> {});
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await("it waits for the erasure").until(() -> count(WAITING_FOR_A_LOCK) == 1);
            connection.commit();
        }
        written.join();
        assertThat(tablesNaming()).isEmpty();
    }

    /** Everything Ana did before, each as an event of its own. */
    private static List<Understood> past() {
        List<InboundEvent> events = List.of(
                text("false_" + ANA.value() + "_ANA1", ANA, NOON),
                text("false_" + TEAM.value() + "_ANA2_" + LID.value(), LID, NOON),
                photo(),
                text("true_" + TEAM.value() + "_MINE1", ME, NOON, "hello all"),
                text("false_" + TEAM.value() + "_BOB1_" + BOB.value(), BOB, NOON, "who is coming"),
                quoting(),
                new Acknowledged("MINE1", TEAM, LID, Ack.READ, NOON.plusSeconds(10)),
                new Acknowledged("MINE1", TEAM, ANA, Ack.DEVICE, NOON.plusSeconds(9)),
                new Reacted("BOB1", TEAM, LID, "👍", NOON.plusSeconds(11)),
                new Reacted("MINE1", TEAM, BOB, "👍", NOON.plusSeconds(11)),
                new Edited("ANA2", "EDIT1", TEAM, false, LID, "oi!", NOON.plusSeconds(12)),
                new Revoked("BOB1", TEAM, false, LID, NOON.plusSeconds(13)),
                new PollVoted("BOB1", TEAM, ANA, List.of("yes"), false, NOON.plusSeconds(14)),
                new InvitationAnswered("BOB1", TEAM, ANA, "GOING", 1, NOON.plusSeconds(15)),
                new GroupDescribed(
                        TEAM,
                        "Team",
                        null,
                        ANA,
                        List.of(new Member(LID, "participant"), new Member(BOB, "admin")),
                        NOON),
                new MembershipChanged(
                        TEAM, Change.LEAVE, List.of(new Member(LID, "participant")), NOON.plusSeconds(20)),
                new CallSeen("CALL1", ANA, CallState.RECEIVED, false, false, NOON.plusSeconds(21)),
                new ChatLabelled("1", ANA, true, NOON.plusSeconds(22)));
        return events.stream()
                .map(event -> read(
                        Provenance.WEBHOOK,
                        NOON.plusSeconds(30),
                        List.of(event),
                        event instanceof MessageSeen ? List.of(link()) : List.of()))
                .toList();
    }

    private static LidLink link() {
        return new LidLink(LID, ANA);
    }

    private static MessageSeen text(String id, Jid sender, Instant at) {
        return text(id, sender, at, "oi");
    }

    private static MessageSeen text(String id, Jid sender, Instant at, String body) {
        return Samples.text(id, sender, at, body);
    }

    private static MessageSeen photo() {
        return new MessageSeen(Samples.observed(
                "false_" + ANA.value() + "_ANA3",
                ANA,
                NOON.plusSeconds(3),
                new MessageContent.Media(
                        MediaKind.IMAGE,
                        "look",
                        new MediaPointer("http://waha/f", "image/jpeg", "f.jpg", 10L, null, null, null))));
    }

    /** Bob answers to what she wrote; the engine's own message holds her words once more. */
    private static MessageSeen quoting() {
        ObservedMessage plain = Samples.observed(
                "false_" + TEAM.value() + "_BOB2_" + BOB.value(),
                BOB,
                NOON.plusSeconds(4),
                new MessageContent.Text("not me"));
        return new MessageSeen(new ObservedMessage(
                plain.id(),
                plain.timestamp(),
                false,
                BOB,
                ME,
                plain.content(),
                plain.ack(),
                new ObservedMessage.Quote("ANA2", LID, "oi"),
                plain.attributes(),
                new JsonText("{\"participant\": \"" + LID.value() + "\"}")));
    }

    private static Understood read(
            Provenance provenance, Instant at, List<? extends InboundEvent> events, List<LidLink> links) {
        Envelope envelope = provenance == Provenance.WEBHOOK
                ? envelope(SESSION, eventId(), at)
                : new Envelope(null, "", SESSION, "NOWEB", null, new Account(ME, null, "Sales"), at);
        return new Understood(
                envelope,
                provenance,
                List.copyOf(events),
                links,
                List.of(new ContactSighting(ANA, "Ana", null, at), new ContactSighting(LID, "Ana", null, at)),
                Set.of());
    }

    /** WAHA's event is new, and tells of people beside those it is about only if it is about them. */
    private static Understood asAfterAReconnect(Understood reading, Instant at) {
        boolean isAboutHer =
                reading.events().getFirst().addresses().anyMatch(jid -> jid.equals(ANA) || jid.equals(LID));
        Understood again = read(Provenance.WEBHOOK, at, reading.events(), isAboutHer ? List.of(link()) : List.of());
        return isAboutHer
                ? again
                : new Understood(
                        again.envelope(), again.provenance(), again.events(), List.of(), List.of(), again.flags());
    }

    private IngestReceipt deliver(Understood reading) {
        boolean isAboutHer = !reading.contacts().isEmpty() || !reading.links().isEmpty();
        String body = isAboutHer
                ? "{\"from\":\"" + ANA.phoneNumber() + "@s.whatsapp.net\",\"lid\":\"" + LID.value() + "\"}"
                : "{\"from\":\"somebody else\"}";
        return ingest.accept(new RawEvent(body.getBytes(StandardCharsets.UTF_8), "request", NOON), reading);
    }

    private void store(String downloads) {
        database.jdbc()
                .sql(
                        "update whatsapp_gateway." + downloads
                                + " set download_status = 'completed', minio_bucket = 'media', minio_key = 'photo.jpg', file_hash = 'hash'")
                .update();
    }

    private List<String> erase(String address) {
        return database.jdbc()
                .sql("select what || ' ' || removed from whatsapp_gateway.erase_person('main', ?)")
                .params(address)
                .query(String.class)
                .list();
    }

    private long count(String what) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + what)
                .query(Long.class)
                .single();
    }

    /** The tables and views in whose rows her number or her hidden id stands, whatever the column. */
    private List<String> tablesNaming() {
        List<String> relations = database.jdbc().sql("""
                        select c.relname from pg_class c
                         where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind in ('r', 'v')
                           and c.relname not like 'flyway%' and c.relname <> 'pg_stat_statements'
                         order by 1""").query(String.class).list();
        return relations.stream()
                .filter(relation -> count(relation + " t where t::text ~ '" + ANA.phoneNumber() + "|" + LID.id() + "'"
                                + (relation.equals("webhook_events")
                                        ? " or encode(t.body, 'escape') ~ '" + LID.id() + "'"
                                        : ""))
                        > 0)
                .toList();
    }
}
