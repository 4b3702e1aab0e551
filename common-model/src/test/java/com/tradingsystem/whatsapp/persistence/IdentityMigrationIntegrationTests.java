package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An archive that was filled before messages were identified by chat and author. */
class IdentityMigrationIntegrationTests {

    private static final int MESSAGES = 6_000;
    private static final int DAYS = 12;

    private static String template = "";

    @BeforeAll
    static void fill() {
        template = TestDatabase.template(url -> {
            migrate(url, "41");
            execute(url, archive());
        });
    }

    @Test
    void rows_areAllCarriedOver() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            Map<String, String> before = ArchiveDigest.before(database.jdbc());

            database.migrate();

            assertThat(ArchiveDigest.after(database.jdbc())).isEqualTo(before);
            assertThat(before).doesNotContainValue("0 rows, none");
            assertThat(leftovers(database)).isEmpty();
        }
    }

    @Test
    void authors_areKnownByTheAddressThatStays() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            execute(database.directJdbcUrl(), """
                    insert into whatsapp_gateway.lid_links (session_name, lid, phone) values
                      ('new', '1@lid', '551@c.us'), ('new', '2@lid', '552@c.us'), ('new', '22@lid', '552@c.us'), ('main', '3@lid', '553@c.us');
                    """ + messages("""
                    ('A', false, '551@c.us', '551@c.us'), ('B', false, '552@c.us', '552@c.us'), ('C', false, '9@lid', '9@lid'),
                    ('D', false, '553@c.us', '553@c.us'), ('E', true, '551@c.us', '550@c.us'), ('F', false, '1@g.us', '551@c.us'),
                    ('G', false, '1@g.us', '9@lid'), ('H', false, '1@g.us', '1@g.us'), ('I', true, '1@g.us', '550@c.us'),
                    ('J', false, '1@newsletter', '1@newsletter'), ('K', false, 'status@broadcast', '551@c.us'),
                    ('L', false, '7@broadcast', '552@c.us'), ('M', false, 'bot@other', 'bot@other')"""));

            database.migrate();

            assertThat(pairs(database, """
                            select core_id, author from whatsapp_gateway.message_keys where session_name = 'new'"""))
                    .containsExactlyInAnyOrder(
                            "A 1@lid", // one hidden id leads to the number
                            "B 552@c.us", // two do
                            "C 9@lid",
                            "D 553@c.us", // one does, in another session
                            "E ",
                            "F 1@lid",
                            "G 9@lid",
                            "H ", // nobody told
                            "I ",
                            "J ",
                            "K 1@lid",
                            "L 552@c.us",
                            "M bot@other");
            assertThat(pairs(database, """
                            select core_id, from_lid from whatsapp_gateway.messages
                             where session_name = 'new' and from_lid is not null""")).containsExactlyInAnyOrder("C 9@lid", "G 9@lid");
        }
    }

    @Test
    void wordsAboutMessages_goToEveryChatThatHasTheMessage() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            execute(database.directJdbcUrl(), messages("""
                    ('TWO', true, '551@c.us', '550@c.us'), ('TWO', false, '1@g.us', '552@c.us'), ('BOTH', true, '1@g.us', '550@c.us'),
                    ('BOTH', false, '1@g.us', '552@c.us')""") + """
                    insert into whatsapp_gateway.message_reactions (session_name, core_id, reactor, emoji, reacted_at)
                    select 'new', c, '551@c.us', 'x', now() from unnest(array['TWO', 'BOTH', 'NONE']) c;
                    """);

            database.migrate();

            assertThat(pairs(database, """
                            select core_id, chat_id from whatsapp_gateway.message_reactions where session_name = 'new'"""))
                    .containsExactlyInAnyOrder("TWO 551@c.us", "TWO 1@g.us", "BOTH 1@g.us", "NONE ");
        }
    }

    @Test
    void ownEditsAndRevocations_areToldFromThoseOfOthers() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            execute(database.directJdbcUrl(), """
                    update whatsapp_gateway.sessions set whatsapp_id = '550@c.us', lid = '50@lid' where session_name = 'new';
                    insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('new', '500@lid', '550@c.us');
                    insert into whatsapp_gateway.message_edits (session_name, core_id, edited_at, edit_id, editor, told_by)
                    select 'new', 'C', now(), 'E' || n, editor, 'evt'
                      from unnest(array['550@c.us', '50@lid', '500@lid', '551@c.us', '51@lid', '@me']) with ordinality e (editor, n);
                    insert into whatsapp_gateway.message_revocations (session_name, core_id, revoked_at, revoked_by, told_by)
                    select 'new', 'R' || n, now(), revoker, 'evt'
                      from unnest(array['550@c.us', '50@lid', '500@lid', '551@c.us', null]) with ordinality e (revoker, n);
                    """);

            database.migrate();

            assertThat(pairs(
                            database,
                            "select editor, is_from_me from whatsapp_gateway.message_edits where session_name = 'new'"))
                    .containsExactlyInAnyOrder(
                            "550@c.us t", "50@lid t", "500@lid t", "551@c.us f", "51@lid f", "@me t");
            assertThat(
                            pairs(
                                    database,
                                    "select revoked_by, is_from_me from whatsapp_gateway.message_revocations where session_name = 'new'"))
                    .containsExactlyInAnyOrder("550@c.us t", "50@lid t", "500@lid t", "551@c.us f", " f");
        }
    }

    @Test
    void filesOfNoMessage_areLetGo() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            database.migrate();

            // The other ten share their bytes with files of messages.
            assertThat(database.jdbc()
                            .sql(
                                    "select count(*) from whatsapp_gateway.media_garbage where object_key like 'main/orphan%'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(10);
            assertThat(database.jdbc()
                            .sql("select count(*) from whatsapp_gateway.media_garbage")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(10);
        }
    }

    @Test
    void newMessages_getNumbersThatNoneHad() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            execute(database.directJdbcUrl(), "delete from whatsapp_gateway.message_keys where id = " + MESSAGES);

            database.migrate();

            assertThat(database.jdbc().sql("""
                                    insert into whatsapp_gateway.message_keys
                                           (session_name, chat_id, core_id, is_from_me, author, "timestamp", message_type, has_media)
                                    values ('main', '551@c.us', 'NEW', true, '', now(), 'text', false) returning id""").query(Long.class).single()).isEqualTo(MESSAGES + 1);
        }
    }

    /** Every third part is lost as it is about to be committed, and Flyway notes that the migration failed. */
    @Test
    void connectionLostAgainAndAgain_endsTheSame() {
        try (TestDatabase undisturbed = TestDatabase.copyOf(template);
                TestDatabase database = TestDatabase.copyOf(template)) {
            undisturbed.migrate();
            migrate(database.directJdbcUrl(), "50");
            execute(database.directJdbcUrl(), """
                    create sequence public.parts;
                    create function public.die() returns trigger language plpgsql as $$
                    begin
                      if nextval('public.parts') % 3 = 0 then
                        perform pg_terminate_backend(pg_backend_pid());
                      end if;
                      return new;
                    end
                    $$;
                    create trigger die before update on whatsapp_gateway.identity_steps for each row execute function public.die();
                    """);

            int lost = 0;
            while (!isMigrated(database)) {
                assertThat(++lost).isLessThan(100);
            }

            assertThat(lost).isGreaterThan(8);
            assertThat(ArchiveDigest.ofAllRows(direct(database)))
                    .isEqualTo(ArchiveDigest.ofAllRows(undisturbed.jdbc()));
            assertThat(leftovers(database)).isEmpty();
        }
    }

    @Test
    void everybodyThrownOutAtAnyTime_endsTheSame() throws Exception {
        Random random = new Random(4);
        try (TestDatabase undisturbed = TestDatabase.copyOf(template);
                TestDatabase database = TestDatabase.copyOf(template)) {
            undisturbed.migrate();

            for (int attempt = 0; attempt < 8; attempt++) {
                var migration = CompletableFuture.runAsync(database::migrate);
                Thread.sleep(random.nextInt(50, 900));
                database.away();
                database.back();
                migration.handle((done, failure) -> failure).get();
            }
            database.migrate();

            assertThat(ArchiveDigest.ofAllRows(direct(database)))
                    .isEqualTo(ArchiveDigest.ofAllRows(undisturbed.jdbc()));
            assertThat(leftovers(database)).isEmpty();
        }
    }

    /** Flyway notes a migration on another connection, after it has committed. */
    @Test
    void killedBetweenAMigrationAndItsNote_endsTheSame() {
        try (TestDatabase undisturbed = TestDatabase.copyOf(template)) {
            undisturbed.migrate();
            List<String> versions =
                    undisturbed.jdbc().sql("""
                            select version from whatsapp_gateway.flyway_schema_history where version >= '050' order by version""").query(String.class).list();
            assertThat(versions).contains("050", "051", "052", "053", "054");
            for (String version : versions) {
                try (TestDatabase database = TestDatabase.copyOf(template)) {
                    migrate(database.directJdbcUrl(), version);
                    execute(
                            database.directJdbcUrl(),
                            "delete from whatsapp_gateway.flyway_schema_history where version = '" + version + "'");

                    database.migrate();

                    assertThat(ArchiveDigest.ofAllRows(direct(database)))
                            .as(version)
                            .isEqualTo(ArchiveDigest.ofAllRows(undisturbed.jdbc()));
                    assertThat(leftovers(database)).as(version).isEmpty();
                    assertThat(database.jdbc().sql("""
                                    select version from whatsapp_gateway.flyway_schema_history where version >= '050' order by version""").query(String.class).list())
                            .isEqualTo(versions);
                }
            }
        }
    }

    /** The server goes on with what a client asked for that was killed; the next one comes in between. */
    @Test
    void clientKilled_nextTakesTurnsWithWhatItLeftRunning() throws Exception {
        try (TestDatabase undisturbed = TestDatabase.copyOf(template);
                TestDatabase database = TestDatabase.copyOf(template)) {
            undisturbed.migrate();
            migrate(database.directJdbcUrl(), "50");
            Connection killed = DriverManager.getConnection(database.directJdbcUrl());
            CompletableFuture<Void> call =
                    CompletableFuture.runAsync(() -> execute(killed, "call whatsapp_gateway.carry_over_messages()"));
            await(direct(database), "select exists (select from whatsapp_gateway.identity_steps)");
            killed.abort(Runnable::run);

            database.migrate();

            assertThat(call.handle((done, failure) -> failure).get()).isNotNull();
            assertThat(ArchiveDigest.ofAllRows(database.jdbc())).isEqualTo(ArchiveDigest.ofAllRows(undisturbed.jdbc()));
        }
    }

    @Test
    void viewOfSomebodyElse_isNamedBeforeAnythingIsDone() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            execute(
                    database.directJdbcUrl(),
                    "create view public.likes as select core_id from whatsapp_gateway.message_reactions where emoji = '👍'");
            Map<String, String> before = ArchiveDigest.before(database.jdbc());

            assertThatThrownBy(database::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("view likes");

            assertThat(ArchiveDigest.before(database.jdbc())).isEqualTo(before);
        }
    }

    @Test
    void grantsToOthers_stay() {
        try (TestDatabase database = TestDatabase.copyOf(template)) {
            String role = "grafana_of_"
                    + database.jdbc()
                            .sql("select current_database()")
                            .query(String.class)
                            .single();
            execute(
                    database.directJdbcUrl(),
                    "create role " + role + "; grant select on whatsapp_gateway.poll_votes to " + role);
            try {
                database.migrate();

                assertThat(database.jdbc()
                                .sql("select has_table_privilege(:role, 'whatsapp_gateway.poll_votes', 'select')")
                                .param("role", role)
                                .query(Boolean.class)
                                .single())
                        .isTrue();
            } finally {
                execute(database.directJdbcUrl(), "drop owned by " + role + "; drop role " + role);
            }
        }
    }

    /** Rows of session new, of core id, whether from me, chat, author. */
    private static String messages(String values) {
        return """
                with key as (
                  insert into whatsapp_gateway.message_keys
                         (session_name, core_id, is_from_me, chat_id, "timestamp", message_type, has_media)
                  select 'new', core_id, is_from_me, chat_id, now(), 'text', false
                    from (values %1$s) v (core_id, is_from_me, chat_id, author)
                  returning *)
                insert into whatsapp_gateway.messages
                       (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type, has_media,
                        is_forwarded, ack, ack_error, is_deleted, sync_source, time_rank, content_rank, content_at, content_event)
                select id, session_name, chat_id, "timestamp", core_id, is_from_me, '', author, 'text', false,
                       false, 1, false, false, 'webhook', 0, 0, now(), ''
                  from key join (values %1$s) v (core_id, is_from_me, chat_id, author) using (core_id, is_from_me, chat_id);
                """.formatted(values);
    }

    private static List<String> pairs(TestDatabase database, String query) {
        return database.jdbc()
                .sql(query)
                .query((row, n) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private static List<String> leftovers(TestDatabase database) {
        return direct(database).sql("""
                        select relname::text from pg_class
                         where relnamespace = 'whatsapp_gateway'::regnamespace and (relname like 'former%' or relname like 'identity%')
                        union all
                        select proname from pg_proc where proname like 'carry_over%' or proname = 'is_own_address'""").query(String.class).list();
    }

    private static boolean isMigrated(TestDatabase database) {
        try {
            database.migrate();
            return true;
        } catch (FlywayException e) {
            return false;
        }
    }

    /** Functions and views as they were then: Flyway would make the repeatable ones whatever the target is. */
    private static void migrate(String url, String version) {
        Flyway.configure()
                .configuration(TestDatabase.flyway(url, null, null).getConfiguration())
                .target(version)
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
    }

    private static void await(JdbcClient jdbc, String condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!jdbc.sql(condition).query(Boolean.class).single()) {
            assertThat(System.nanoTime()).as(condition).isLessThan(end);
            Thread.sleep(2);
        }
    }

    private static JdbcClient direct(TestDatabase database) {
        return JdbcClient.create(new DriverManagerDataSource(database.directJdbcUrl()));
    }

    private static void execute(String url, String statements) {
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String statements) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String archive() {
        try (InputStream in =
                IdentityMigrationIntegrationTests.class.getResourceAsStream("archive-before-identity.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{messages}", Integer.toString(MESSAGES))
                    .replace("{days}", Integer.toString(DAYS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
