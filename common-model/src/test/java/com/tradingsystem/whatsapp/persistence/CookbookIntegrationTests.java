package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What statements of docs/sql-cookbook.md say of people who are known by a LID only, and by which names. */
class CookbookIntegrationTests {

    private static final String GROUP = "120363000000000001@g.us";
    private static final String LID = "90000000000077@lid";
    private static final String PHONE = "5511987654321@c.us";

    private static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void fill() {
        for (String person : List.of(LID, PHONE)) {
            message(person, person);
            message(GROUP, person);
            database.jdbc().sql("""
                            insert into whatsapp_gateway.contacts
                                   (session_name, whatsapp_id, contact_type, push_name, first_seen_at, last_seen_at)
                            values ('main', ?, 'individual', ?, now(), now())""").params(person, "Name of " + person).update();
            database.jdbc()
                    .sql(
                            "insert into whatsapp_gateway.group_membership_events values ('main', ?, ?, now(), 'present', 'participant')")
                    .params(GROUP, person)
                    .update();
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void whoWaitsForAnAnswer_includesPeopleKnownByALid() throws IOException {
        assertThat(names("Who waits for an answer now"))
                .containsExactlyInAnyOrder("Name of " + LID, "Name of " + PHONE);
    }

    @Test
    void membersOfAGroup_haveNames() throws IOException {
        assertThat(names("Who is in a group")).containsExactly("Name of " + PHONE, "Name of " + LID);
    }

    /** The column {@code name} of what the first statement after these words gives. */
    private static List<Object> names(String words) throws IOException {
        String cookbook = Files.readString(Path.of("../docs/sql-cookbook.md"));
        int begin = cookbook.indexOf("```sql\n", cookbook.indexOf(words)) + "```sql\n".length();
        String statement = cookbook.substring(begin, cookbook.indexOf("```", begin));
        return database.jdbc().sql(statement).query().listOfRows().stream()
                .map((Map<String, Object> row) -> row.get("name"))
                .toList();
    }

    private static void message(String chat, String author) {
        database.jdbc().sql("""
                        with k as (
                          insert into whatsapp_gateway.message_keys
                                 (session_name, chat_id, core_id, is_from_me, author, "timestamp", message_type, has_media)
                          values ('main', :chat, 'M' || :author, false, :author, now() - interval '1 hour', 'text', false)
                          returning *)
                        insert into whatsapp_gateway.messages
                               (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type,
                                has_media, is_forwarded, ack, ack_error, is_deleted, sync_source, time_rank, content_rank, content_at,
                                content_event)
                        select k.id, k.session_name, k.chat_id, k."timestamp", k.core_id, false, k.core_id, k.author, 'text',
                               false, false, 2, false, false, 'webhook', 0, 0, k."timestamp", ''
                          from k""").param("chat", chat).param("author", author).update();
    }
}
