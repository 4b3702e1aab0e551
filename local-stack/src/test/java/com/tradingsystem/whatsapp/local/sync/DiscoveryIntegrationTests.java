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
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryIntegrationTests {

    private static final int CHATS = 12;
    private static final String STORIES = "status@broadcast";
    private static final List<String> UNLISTED =
            List.of(STORIES, "1400000000@broadcast", "120363111111111111@newsletter");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void contactsGroupsAndHiddenIds_areReadAndNotRepeated(Engine engine) {
        Person ana = new Person("15551230001", "90000000000077", "Ana", "Ana Book", true);
        Person bob = Person.of("15551230002", "90000000000078", "Bob");
        Group team = new Group(
                "120363000000000001@g.us",
                "Team",
                "who does what",
                true,
                List.of(
                        new Group.Member(ana, "superadmin"),
                        new Group.Member(bob, "participant"),
                        new Group.Member(Chatter.ME, "participant")));
        try (SyncWorld world = new SyncWorld()) {
            world.session(
                    "home", engine, new Account(Chatter.ME, List.of(ana, bob), List.of(team), Map.of()), List.of());
            Map<String, String> often = Map.of("whatsapp.discovery.directory-every", "1s");
            world.whileAWorkerRuns(often, () -> {
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "members are known",
                        () -> members(world)
                                .equals(Set.of(
                                        ana.jid() + " superadmin",
                                        bob.jid() + " participant",
                                        Chatter.ME.jid() + " participant")));
                long before = memberships(world);
                int asked = world.network.calls().getOrDefault("groups", 0);
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "the directory is read again",
                        () -> world.network.calls().getOrDefault("groups", 0) > asked + 2);
                assertThat(memberships(world)).isEqualTo(before);
            });
            assertThat(world.jdbc
                            .sql("select name from whatsapp_gateway.contacts where whatsapp_id = ?")
                            .params(ana.jid())
                            .query(String.class)
                            .single())
                    .isEqualTo("Ana Book");
            assertThat(world.jdbc
                            .sql("select group_name from whatsapp_gateway.contacts where whatsapp_id = ?")
                            .params(team.jid())
                            .query(String.class)
                            .single())
                    .isEqualTo("Team");
            assertThat(world.jdbc
                            .sql("select lid from whatsapp_gateway.lid_links")
                            .query(String.class)
                            .list())
                    .contains("90000000000077@lid", "90000000000078@lid");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void manyChatsThatMoved_arePulledAtOnce(Engine engine) {
        Chatter chatter = new Chatter(1, now);
        List<Message> said = new ArrayList<>(chatter.messages(CHATS, 600, Duration.ofDays(30)));
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session = world.session("home", engine, Chatter.account(CHATS), said);
            world.whileAWorkerRuns(Map.of(), () -> {
                SyncWorld.await(Duration.ofMinutes(1), "it is pulled", () -> world.settledChats("home") == CHATS);
                world.network.forget();
                IntStream.range(0, CHATS).forEach(chat -> {
                    Message message = chatter.message(chat, 10_000 + chat, now.plusSeconds(1));
                    said.add(message);
                    session.post(message);
                });
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "the new messages are there",
                        () -> world.archived("home").equals(SyncWorld.lines(said)));
            });
            List<String> asked = world.network.chatsAsked().stream()
                    .filter(chat -> !chat.equals(STORIES))
                    .toList();
            assertThat(asked).contains("all");
            assertThat(asked.size()).isLessThan(CHATS);
            assertThat(world.gaps()).isZero();
        }
    }

    /** The archive learnt a pair that WAHA does not know, so WAHA does not join what it has under both addresses. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void pairThatWahaDoesNotKnow_isPulledUnderBothAddresses(Engine engine) {
        Person ana = new Person("15551230001", "90000000000077", "Ana", null, false);
        List<Message> hidden = List.of(
                Message.of("A1", "90000000000077@lid", ana, false, true, now.minusSeconds(60), new Content.Text("hi")),
                Message.of("A2", "90000000000077@lid", ana, false, true, now.minusSeconds(50), new Content.Text("ho")));
        try (SyncWorld world = new SyncWorld()) {
            world.jdbc
                    .sql("insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('home', ?, ?)")
                    .params(ana.lidJid(), ana.jid())
                    .update();
            world.session("home", engine, new Account(Chatter.ME, List.of(ana), List.of(), Map.of()), hidden);
            world.whileAWorkerRuns(
                    Map.of(),
                    () -> SyncWorld.await(
                            Duration.ofMinutes(1),
                            "it is pulled",
                            () -> pulled(world).contains(ana.jid())));
            assertThat(world.archived("home"))
                    .isEqualTo(SyncWorld.lines(
                            hidden.stream().map(m -> m.in(ana.jid(), false)).toList()));
            assertThat(world.gaps()).isZero();
        }
    }

    /** NOWEB's overview has none of them, that of GOWS has all. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void storiesListsAndChannels_arePulledToo(Engine engine) {
        Chatter chatter = new Chatter(1, now);
        List<Message> said = new ArrayList<>(chatter.messages(1, 10, Duration.ofDays(30)));
        said.addAll(posts(100, now.minusSeconds(60)));
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session = world.session("home", engine, Chatter.account(1), said);
            Map<String, String> thorough = Map.of("whatsapp.discovery.whole-every", "1s");
            world.whileAWorkerRuns(thorough, () -> {
                awaitArchived(world, said);
                List<Message> unheard = posts(200, now);
                said.addAll(unheard);
                unheard.forEach(session::post);
                awaitArchived(world, said);
                SyncWorld.await(Duration.ofMinutes(1), "nothing is left to do", () -> due(world) == 0);
            });
            assertThat(pulled(world)).containsAll(UNLISTED);
            assertThat(world.gaps()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sessionWithoutStories_saysThatThereAreNone(Engine engine) {
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", engine, Chatter.account(1), List.of());
            world.whileAWorkerRuns(
                    Map.of(),
                    () -> SyncWorld.await(
                            Duration.ofMinutes(1),
                            "stories were asked for",
                            () -> pulled(world).equals(Set.of(STORIES))));
            assertThat(world.gaps()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void storiesThatAreNotWanted_areLeftOut(Engine engine) {
        List<Message> said = posts(100, now.minusSeconds(60));
        Map<String, String> withoutStories =
                Map.of("whatsapp.discovery.status", "false", "whatsapp.history.status", "false");
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", engine, Chatter.account(1), said);
            world.whileAWorkerRuns(
                    withoutStories,
                    () -> awaitArchived(
                            world,
                            said.stream().filter(m -> !m.chat().equals(STORIES)).toList()));
            assertThat(world.network.chatsAsked()).doesNotContain(STORIES);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sessionOfWhichNothingIsHeard_isCalledSilentAndPulled(Engine engine) {
        Chatter chatter = new Chatter(1, now);
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session =
                    world.session("home", engine, Chatter.account(1), chatter.messages(1, 10, Duration.ofDays(30)));
            Map<String, String> impatient = Map.of("whatsapp.discovery.silence", "2s");
            world.whileAWorkerRuns(impatient, () -> {
                SyncWorld.await(Duration.ofMinutes(1), "it is pulled", () -> world.settledChats("home") == 1);
                assertThat(silent(world)).isFalse();
                Message unheard = chatter.message(
                        0, 10_000, Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS));
                session.post(unheard);
                SyncWorld.await(Duration.ofMinutes(1), "it is noticed", () -> silent(world));
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "the message is pulled",
                        () -> world.archived("home").containsAll(SyncWorld.lines(List.of(unheard))));
            });
        }
    }

    /** One in each chat that an overview may leave out. */
    private static List<Message> posts(int number, Instant at) {
        return UNLISTED.stream()
                .map(chat -> Message.of(
                        "3EB0%08X".formatted(0xA000 + number + UNLISTED.indexOf(chat)),
                        chat,
                        Chatter.person(0),
                        false,
                        false,
                        at,
                        new Content.Text("Post " + number)))
                .toList();
    }

    private static void awaitArchived(SyncWorld world, List<Message> said) {
        SyncWorld.await(
                Duration.ofMinutes(1),
                "it is pulled",
                () -> world.archived("home").equals(SyncWorld.lines(said)));
    }

    private static long due(SyncWorld world) {
        return world.jdbc
                .sql("select coalesce(sum(due + running), 0) from whatsapp_gateway.sync_backlog")
                .query(Long.class)
                .single();
    }

    /** The chats of which everything was offered. */
    private static Set<String> pulled(SyncWorld world) {
        return Set.copyOf(world.jdbc
                .sql("select chat_id from whatsapp_gateway.sync_coverage where outcome in ('complete', 'exhausted')")
                .query(String.class)
                .list());
    }

    private static boolean silent(SyncWorld world) {
        return world.jdbc
                .sql("select silent_since is not null from whatsapp_gateway.sync_sessions")
                .query(Boolean.class)
                .single();
    }

    private static Set<String> members(SyncWorld world) {
        return Set.copyOf(world.jdbc
                .sql("select member_id || ' ' || role from whatsapp_gateway.group_participants")
                .query(String.class)
                .list());
    }

    private static long memberships(SyncWorld world) {
        return world.jdbc
                .sql("select count(*) from whatsapp_gateway.group_membership_events")
                .query(Long.class)
                .single();
    }
}
