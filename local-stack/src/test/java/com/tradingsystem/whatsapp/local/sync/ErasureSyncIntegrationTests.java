package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person is erased, and WAHA still has all of them and offers it again. */
class ErasureSyncIntegrationTests {

    private static final Person ANA = new Person("15551230001", "90000000000077", "Ana", "Ana Book", true);
    private static final Person BOB = Person.of("15551230002", "90000000000078", "Bob");
    private static final String TEAM = "120363000000000001@g.us";

    private static final Map<String, String> IN_A_HURRY =
            Map.of("whatsapp.discovery.directory-every", "1s", "whatsapp.discovery.whole-every", "1s");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void erasedPerson_doesNotComeBackByTheSync_butWritesAnew(Engine engine) {
        Group team = new Group(
                TEAM,
                "Team",
                "who does what",
                true,
                List.of(
                        new Group.Member(ANA, "participant"),
                        new Group.Member(BOB, "superadmin"),
                        new Group.Member(Chatter.ME, "participant")));
        List<Message> said = said();
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session = world.session(
                    "home", engine, new Account(Chatter.ME, List.of(ANA, BOB), List.of(team), Map.of()), said);
            world.whileAWorkerRuns(IN_A_HURRY, () -> {
                SyncWorld.await(
                        Duration.ofMinutes(2),
                        "everything is pulled and everybody known",
                        () -> world.archived("home").size() == said.size() && namesHer(world, "contacts"));
                rounds(world, 1);
                world.jdbc
                        .sql("select * from whatsapp_gateway.erase_person('home', ?)")
                        .params(ANA.jid())
                        .query()
                        .listOfRows();
                assertThat(tablesNamingHer(world)).isEmpty();

                // By hand, too: that the group is pulled again brings back what the others said, and nothing else.
                world.jdbc
                        .sql("select whatsapp_gateway.initialize_sync_state('home', ?, 'full')")
                        .params(TEAM)
                        .query()
                        .listOfRows();
                rounds(world, 2);
                SyncWorld.await(Duration.ofMinutes(1), "the group is pulled again", () -> isCompleted(world, TEAM));
                assertThat(tablesNamingHer(world)).isEmpty();
                assertThat(world.archived("home"))
                        .isEqualTo(SyncWorld.lines(
                                said.stream().filter(m -> !isHers(m)).toList()));

                Message fresh = Message.of(
                        "FRESH",
                        ANA.jid(),
                        ANA,
                        false,
                        false,
                        Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS),
                        new Content.Text("hello again"));
                session.post(fresh);
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "what is new is pulled",
                        () -> world.archived("home").stream().anyMatch(line -> line.startsWith("FRESH")));
                SyncWorld.await(Duration.ofMinutes(1), "to its end", () -> isCompleted(world, ANA.jid()));
                rounds(world, 1);
            });
            assertThat(world.archived("home"))
                    .filteredOn(line -> line.contains(ANA.jid()))
                    .as("her chat has the new message and no other")
                    .singleElement()
                    .asString()
                    .startsWith("FRESH");
        }
    }

    private List<Message> said() {
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant at = now.minusSeconds(3600 - i * 10L);
            boolean mine = i % 3 == 0;
            Person inTeam = i % 2 == 0 ? ANA : BOB;
            said.add(Message.of(
                    "HERS" + i, ANA.jid(), mine ? Chatter.ME : ANA, mine, false, at, new Content.Text("direct " + i)));
            said.add(Message.of("TEAM" + i, TEAM, inTeam, false, true, at, new Content.Text("in the group " + i)));
            said.add(Message.of("BOBS" + i, BOB.jid(), BOB, false, false, at, new Content.Text("from Bob " + i)));
        }
        // Bob answers her and she reacts, the newest of the group.
        Message answered = said.stream()
                .filter(m -> m.coreId().equals("TEAM28"))
                .findFirst()
                .orElseThrow();
        said.add(Message.of("ANSWER", TEAM, BOB, false, true, now.minusSeconds(60), new Content.Text("I do not"))
                .answering(answered)
                .withReaction(new Message.Reaction("REACT", ANA, "👍", now.minusSeconds(50))));
        return said;
    }

    private static boolean isHers(Message message) {
        return message.chat().equals(ANA.jid()) || message.author().equals(ANA);
    }

    /** Waits until the list of chats and the directory were read this often from here on. */
    private static void rounds(SyncWorld world, int number) {
        Map<String, Integer> before = Map.copyOf(world.network.calls());
        for (String call : List.of("overview", "all", "groups")) {
            int already = before.getOrDefault(call, 0);
            // One may be under way, so one more ends after them for certain.
            SyncWorld.await(
                    Duration.ofMinutes(1),
                    number + " rounds of " + call + " " + world.network.calls(),
                    () -> world.network.calls().getOrDefault(call, 0) > already + 2 * number + 1);
        }
    }

    private static boolean isCompleted(SyncWorld world, String chat) {
        return world.jdbc.sql("""
                                select count(*) from whatsapp_gateway.sync_state
                                 where session_name = 'home' and chat_id = ? and sync_status = 'completed'""").params(chat).query(Long.class).single() > 0;
    }

    private static List<String> tablesNamingHer(SyncWorld world) {
        return world.jdbc.sql("""
                        select c.relname from pg_class c
                         where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'r'
                           and c.relname not like 'flyway%'
                         order by 1""").query(String.class).stream()
                .filter(table -> namesHer(world, table))
                .toList();
    }

    private static boolean namesHer(SyncWorld world, String table) {
        return world.jdbc
                        .sql("select count(*) from whatsapp_gateway." + table + " t where t::text ~ ?")
                        .params(ANA.phone() + "|" + ANA.lid())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
