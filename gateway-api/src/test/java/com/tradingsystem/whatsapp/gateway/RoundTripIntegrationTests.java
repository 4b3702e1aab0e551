package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** How often a query makes the gateway wait for the database. */
@Import(RoundTripIntegrationTests.Counting.class)
class RoundTripIntegrationTests extends RunningGateway {

    private static final String PHONE = "5511987654321@c.us";
    private static final String LID = "90000000000077@lid";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final List<String> trips = new CopyOnWriteArrayList<>();

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        static BeanPostProcessor countingDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new Counted(source) : bean;
                }
            };
        }
    }

    /** Each statement is a round trip, and the end of a transaction is one. */
    private static final class Counted extends DelegatingDataSource {

        Counted(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "prepareStatement" -> trips.add(String.valueOf(arguments[0]));
                            case "createStatement", "commit", "rollback" -> trips.add(method.getName());
                            default -> {}
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);

    @ParameterizedTest
    @CsvSource({
        "/api/messages/{session}/" + PHONE + ", 1",
        "/api/messages/{session}/" + LID + "?limit=2&type=image, 1",
        "/api/messages/{session}/" + PHONE + "?around=CORE5&limit=3, 1",
        "/api/messages/{session}/" + PHONE + "?at=2026-05-04T12:00:05Z&limit=3, 1",
        "/api/groups/{session}/120363000000000001@g.us, 1",
        "/api/media?session={session}, 1",
        "/api/groups/{session}/120363000000000001@g.us/participants, 1",
        "/api/groups/{session}/120363000000000001@g.us/changes, 1",
        "/api/messages/{session}/" + PHONE + "/CORE0, 1",
        "/api/messages/{session}/" + LID + "/CORE1, 1",
        "/api/messages/{session}/" + PHONE + "/EDITED, 16",
        "/api/contacts/{session}, 1",
        "/api/contacts/{session}?type=group, 2",
        "/api/stats/{session}/messages, 1",
        "/api/stats/{session}/hours, 1",
        "/api/stats/{session}/responses, 1",
        "/api/stats/{session}/unanswered, 1",
        "/api/stats/{session}/members, 1",
        "/api/stats/{session}/files, 1",
        "/api/stats/{session}/contacts, 1",
        "/api/sessions/{session}, 2",
        "/api/sessions, 2"
    })
    void queries_askTheDatabaseThisOften(String path, int most) {
        fill();
        String address = path.replace("{session}", session);
        get(address);
        trips.clear();

        Answer answer = get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(trips).isNotEmpty().hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void pageBack_isOneStatement_alsoWhereThereIsNothingNewer() {
        fill();
        String chat = "/api/messages/" + session + "/" + PHONE;
        String middle =
                get(chat + "?around=CORE5&limit=3").json().get("prev_cursor").asText();
        String top = get(chat).json().get("prev_cursor").asText();

        for (String cursor : List.of(middle, top)) {
            trips.clear();
            assertThat(get(chat + "?cursor=" + cursor).status()).isEqualTo(200);
            assertThat(trips).hasSize(1);
        }
    }

    @Test
    void sessionOfAnotherCaller_isRefusedWithoutAsking() {
        trips.clear();

        Answer answer = send(request("/api/messages/" + session + "/" + PHONE).header("X-Api-Token", TENANT_TOKEN));

        assertProblem(answer, 404, "session-not-found");
        assertThat(trips).isEmpty();
    }

    private void fill() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", PHONE));
        for (int i = 0; i < 10; i++) {
            rows.message(
                    i % 2 == 0 ? PHONE : LID,
                    NOON.plusSeconds(i),
                    "CORE" + i,
                    Map.of("message_type", i % 3 == 0 ? "image" : "text", "has_media", i % 3 == 0));
            rows.insert(
                    "message_reactions",
                    Map.of("core_id", "CORE" + i, "reactor", LID, "emoji", "👍", "reacted_at", NOON));
        }
        SharedDatabase.get().jdbc().sql("""
                        insert into whatsapp_gateway.media_downloads
                          (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, media_type,
                           content_rank, content_at, content_event)
                        select k.id, k.session_name, k.core_id, false, k.core_id, k.chat_id, k."timestamp", 'image', 0, now(), ''
                          from whatsapp_gateway.message_keys k
                         where k.session_name = ? and k.has_media""").param(session).update();
        rows.insert(
                "group_membership_events",
                Map.of(
                        "group_id",
                        "120363000000000001@g.us",
                        "member_id",
                        PHONE,
                        "at",
                        NOON,
                        "change",
                        "join",
                        "role",
                        "participant"));
        rows.insert("message_receipts", Map.of("core_id", "CORE0", "participant", PHONE, "read_at", NOON));
        rows.message(PHONE, NOON.minusSeconds(1), "EDITED");
        rows.insert(
                "message_edits",
                Map.of("core_id", "EDITED", "edited_at", NOON, "edit_id", "E", "editor", PHONE, "body", "new"));
        rows.insert(
                "contacts",
                Map.of(
                        "whatsapp_id",
                        PHONE,
                        "contact_type",
                        "individual",
                        "first_seen_at",
                        NOON,
                        "last_seen_at",
                        NOON));
    }
}
