package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class GroupParticipantsIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();

    private record Word(int hour, String member, String change, String role) {}

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate whatsapp_gateway.group_membership_events, whatsapp_gateway.lid_links")
                .update();
    }

    @Test
    void members_areThoseOfTheTime() {
        heard(new Word(1, "ana", "present", "admin"));
        heard(new Word(2, "rui", "join", "participant"));
        heard(new Word(3, "rui", "promote", "admin"));
        heard(new Word(4, "ana", "leave", "participant"));
        heard(new Word(5, "rui", "demote", "participant"));
        heard(new Word(6, "rui", "absent", "participant"));

        assertThat(at(0)).isEmpty();
        assertThat(at(1)).containsExactly("ana admin");
        assertThat(at(2)).containsExactly("ana admin", "rui participant");
        assertThat(at(3)).containsExactly("ana admin", "rui admin");
        assertThat(at(4)).containsExactly("rui admin");
        assertThat(at(5)).containsExactly("rui participant");
        assertThat(at(6)).isEmpty();
    }

    @Test
    void whoComesBack_isAMember() {
        heard(new Word(1, "ana", "leave", "participant"));
        heard(new Word(2, "ana", "join", "participant"));

        assertThat(now()).containsExactly("ana participant");
    }

    @Test
    void wordsOfTheSameTime_endTheSameInAnyOrder() {
        List<Word> words = new ArrayList<>(List.of(
                new Word(1, "joins", "absent", "participant"),
                new Word(1, "joins", "join", "participant"),
                new Word(1, "rises", "join", "participant"),
                new Word(1, "rises", "promote", "admin"),
                new Word(1, "rises", "present", "participant"),
                new Word(1, "leaves", "present", "admin"),
                new Word(1, "leaves", "leave", "participant")));
        for (int round = 0; round < 10; round++) {
            empty();
            Collections.shuffle(words, new Random(round));
            words.forEach(this::heard);

            assertThat(now()).containsExactly("joins participant", "rises admin");
        }
    }

    @Test
    void oneMemberUnderTwoAddresses_isOneMember() {
        heard(new Word(1, "9@lid", "join", "participant"));
        heard(new Word(2, "55@c.us", "promote", "admin"));
        jdbc.sql(
                        "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('main', '9@lid', '55@c.us')")
                .update();

        assertThat(now()).containsExactly("55@c.us admin");
    }

    private void heard(Word word) {
        jdbc.sql("""
                        insert into whatsapp_gateway.group_membership_events
                          (session_name, group_id, member_id, at, change, role)
                        values ('main', 'g@g.us', :member, timestamptz '2026-01-01Z' + :hour * interval '1 hour', :change, :role)
                        """).paramSource(word).update();
    }

    private List<String> at(int hour) {
        return jdbc.sql("""
                        select member_id || ' ' || role
                          from whatsapp_gateway.group_participants_at(
                            'main', 'g@g.us', timestamptz '2026-01-01Z' + :hour * interval '1 hour')
                        """).param("hour", hour).query(String.class).list();
    }

    private List<String> now() {
        return jdbc.sql("select member_id || ' ' || role from whatsapp_gateway.group_participants order by 1")
                .query(String.class)
                .list();
    }
}
