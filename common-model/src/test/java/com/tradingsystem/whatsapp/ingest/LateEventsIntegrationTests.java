package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.ANA;
import static com.tradingsystem.whatsapp.ingest.Samples.ME;
import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.SESSION;
import static com.tradingsystem.whatsapp.ingest.Samples.text;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of what {@link ConvergenceIntegrationTests} claims of everything. */
@SuppressWarnings("NullAway.Init") // set up before every test
class LateEventsIntegrationTests {

    private static final Jid.Lid LID = new Jid.Lid("90000000000077");
    private static final Map<String, String> EAGER = Map.of("relink-interval", "100ms", "settle-after", "0ms");

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void ackEditAndRevokeBeforeTheirMessage_areAppliedWhenItComes() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(told(new Acknowledged("EARLY", ANA, ANA, Ack.READ, NOON.plusSeconds(3))));
            ingest.accept(told(new Edited("EARLY", "E1", ANA, false, ANA, "new", NOON.plusSeconds(4))));
            ingest.accept(told(new Revoked("EARLY", ANA, false, ANA, NOON.plusSeconds(5))));

            ingest.accept(told(text("EARLY", "old")));

            assertThat(message("EARLY"))
                    .containsEntry("ack_status", "read")
                    .containsEntry("body", "new")
                    .containsEntry("original_body", "old")
                    .containsEntry("is_deleted", true)
                    .containsEntry("deleted_by", ANA.value());
        }
    }

    @Test
    void olderWords_changeNothing() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(told(text("OLDER", "text")));
            ingest.accept(told(new Acknowledged("OLDER", ANA, ANA, Ack.READ, NOON.plusSeconds(3))));
            ingest.accept(told(new Edited("OLDER", "E2", ANA, false, ANA, "second", NOON.plusSeconds(5))));

            ingest.accept(told(new Acknowledged("OLDER", ANA, ANA, Ack.SERVER, NOON.plusSeconds(9))));
            ingest.accept(told(new Acknowledged("OLDER", ANA, ANA, Ack.ERROR, NOON.plusSeconds(9))));
            ingest.accept(told(new Edited("OLDER", "E1", ANA, false, ANA, "first", NOON.plusSeconds(4))));

            assertThat(message("OLDER"))
                    .containsEntry("ack_status", "read")
                    .containsEntry("ack_error", true)
                    .containsEntry("body", "second");
        }
    }

    @Test
    void phoneNumberLearntLater_isShownInEverythingThatWasWrittenUnderTheHiddenId() {
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, EAGER)) {
            ingest.accept(told(text("false_" + LID.value() + "_UNDER", LID, NOON, "olá")));
            ingest.accept(told(new InboundEvent.Reacted("UNDER", LID, LID, "👍", NOON)));
            ingest.accept(told(new InboundEvent.ChatLabelled("1", LID, true, NOON)));
            assertThat(message("UNDER")).containsEntry("chat_id", LID.value());

            ingest.accept(knowing(told(new InboundEvent.Noted())));

            await().until(() -> count("lid_links where settled_at is not null") == 1);
            assertThat(message("UNDER"))
                    .containsEntry("chat_id", ANA.value())
                    .containsEntry("from_whatsapp_id", ANA.value())
                    .containsEntry("message_id", "false_" + LID.value() + "_UNDER");
            // What was told stays as it was told: who wrote it, and who reacted where.
            assertThat(TableDump.of(database.jdbc(), SESSION).stream()
                            .filter(line -> !line.startsWith("lid_links ") && !line.startsWith("message_reactions "))
                            .map(line -> line.replace("false_" + LID.value(), "")
                                    .replace("\"author\": \"" + LID.value(), "")
                                    .replace("\"from_lid\": \"" + LID.value(), "")
                                    .replace("\"UNDER\", false, \"" + LID.value(), "")))
                    .noneMatch(line -> line.contains(LID.value()));
            assertThat(ingest.metrics
                            .get("whatsapp.ingest.relink.moved")
                            .counter()
                            .count())
                    .isPositive();
        }
    }

    @Test
    void messageSeenUnderBothAddresses_becomesOne_onceTheyAreKnownToBeOnes() {
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, EAGER)) {
            ingest.accept(told(text("false_" + LID.value() + "_BOTH", LID, NOON, "olá")));
            ingest.accept(told(text("BOTH", "olá")));
            assertThat(count("messages")).isEqualTo(2);
            assertThat(count("lid_links")).isZero();

            ingest.accept(knowing(told(new InboundEvent.Noted())));

            await().until(() -> count("messages") == 1);
            assertThat(message("BOTH")).containsEntry("chat_id", ANA.value());
            assertThat(count("message_keys")).isEqualTo(1);
            assertThat(count("message_search")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contradictingPairs_endWithThePairFirstToldLast(boolean newestFirst) {
        Jid.Person newNumber = new Jid.Person("5511900000000");
        List<Understood> events = new ArrayList<>(List.of(
                knowing(told(NOON, new InboundEvent.Noted())),
                knowing(told(NOON.plusSeconds(60), new InboundEvent.Noted()), newNumber),
                knowing(told(NOON.plusSeconds(90), new InboundEvent.Noted()))));
        if (newestFirst) {
            Collections.reverse(events);
        }
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            events.forEach(ingest::accept);

            assertThat(count("lid_links where phone = '" + newNumber.value() + "'"))
                    .isEqualTo(1);
            assertThat(ingest.metrics
                            .get("whatsapp.ingest.link.contradictions")
                            .counter()
                            .count())
                    .isPositive();
        }
    }

    @Test
    void messageThatReturnsWithAnotherTime_staysOneRow() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            String id = "false_" + ANA.value() + "_AGAIN";
            ingest.accept(told(text(id, ANA, NOON, "olá")));
            ingest.accept(told(text(id, ANA, NOON.minusSeconds(86_400), "olá")));
            ingest.accept(told(text(id, ANA, NOON.plusSeconds(86_400), "olá")));

            assertThat(count("messages")).isEqualTo(1);
            assertThat(count("messages where \"timestamp\" = '2026-11-21T12:00:00Z'"))
                    .isEqualTo(1);
            assertThat(count("message_keys where \"timestamp\" = '2026-11-21T12:00:00Z'"))
                    .isEqualTo(1);
            assertThat(count("message_search where \"timestamp\" = '2026-11-21T12:00:00Z'"))
                    .isEqualTo(1);
            assertThat(count("deleted_messages")).isZero();
        }
    }

    @Test
    void messageWhoseRowWasDeletedByHand_comesBackUnderItsKey() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(told(text("BACK", "olá")));
            database.jdbc().sql("delete from whatsapp_gateway.messages").update();

            ingest.accept(told(new Acknowledged("BACK", ANA, ME, Ack.READ, NOON)));
            ingest.accept(told(text("BACK", "olá")));

            assertThat(message("BACK")).containsEntry("body", "olá").containsEntry("ack_status", "read");
            assertThat(count("messages m join whatsapp_gateway.message_keys k using (session_name, core_id, id)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void sessionsState_isItsNewest() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(told(new InboundEvent.SessionChanged("WORKING", NOON.plusSeconds(5))));
            ingest.accept(told(new InboundEvent.SessionChanged("STARTING", NOON.plusSeconds(1))));
        }

        assertThat(database.jdbc()
                        .sql("select * from whatsapp_gateway.sessions")
                        .query()
                        .singleRow())
                .containsEntry("status", "connected")
                .containsEntry("waha_status", "WORKING")
                .containsEntry("whatsapp_id", ME.value())
                .containsEntry("phone_number", ME.phoneNumber())
                .containsEntry("profile_name", "Sales")
                .containsEntry("engine", "NOWEB")
                .containsEntry("waha_version", "2026.7.1");
    }

    private static Understood knowing(Understood reading) {
        return knowing(reading, ANA);
    }

    private static Understood knowing(Understood reading, Jid.Person phone) {
        return new Understood(
                reading.envelope(),
                reading.provenance(),
                reading.events(),
                List.of(new LidLink(LID, phone)),
                reading.contacts(),
                reading.flags());
    }

    private Map<String, Object> message(String coreId) {
        return database.jdbc()
                .sql("select * from whatsapp_gateway.messages where core_id = ?")
                .param(coreId)
                .query()
                .singleRow();
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + from)
                .query(Long.class)
                .single();
    }
}
