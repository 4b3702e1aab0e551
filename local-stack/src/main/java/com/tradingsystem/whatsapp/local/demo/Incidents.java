package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.SessionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What happens beside the talk: calls, comings and goings, labels, somebody typing, a connection that breaks. */
final class Incidents {

    private final Story story;
    private final Agenda agenda;
    private final SplittableRandom random;
    private int calls;

    Incidents(Story story, Agenda agenda, SplittableRandom random) {
        this.story = story;
        this.agenda = agenda;
        this.random = random;
    }

    void happen() {
        FakeSession live = story.live();
        List<Person> people = live.account().people();
        Person somebody = people.get(random.nextInt(people.size()));
        switch (random.nextInt(9)) {
            case 0, 1 -> call(live, somebody);
            case 2, 3 -> live.presence(somebody, "typing");
            case 4 -> label(live, somebody);
            case 5, 6 -> member(live, somebody);
            case 7 -> rename(live);
            default -> reconnect(live);
        }
    }

    private void call(FakeSession live, Person caller) {
        String id = "CALL" + story.session().name().toUpperCase(Locale.ROOT) + random.nextInt(1 << 20) + calls++;
        boolean video = random.nextInt(4) == 0;
        live.call(id, caller, video, "received");
        String end = random.nextBoolean() ? "accepted" : "rejected";
        agenda.in(Duration.ofSeconds(4), () -> live.call(id, caller, video, end));
    }

    private void label(FakeSession live, Person person) {
        int colour = random.nextInt(3);
        String name =
                List.of("Novo cliente", "Aguardando pagamento", "Pós-venda").get(colour);
        String id = Integer.toString(colour + 1);
        live.upsertLabel(id, name, colour);
        live.addLabel(id, name, colour, person.jid());
    }

    /** Whoever is in the group leaves or gets another role, whoever is not joins. */
    private void member(FakeSession live, Person person) {
        Group group = anyGroup(live);
        boolean isIn =
                group.members().stream().anyMatch(member -> member.person().equals(person));
        boolean plays = story.session().stages(Scene.Where.GROUP).stream()
                .anyMatch(stage ->
                        stage.chat().equals(group.jid()) && stage.others().contains(person));
        if (!isIn) {
            live.changeMember(group.jid(), Group.Change.JOIN, person);
        } else if (!plays) {
            live.changeMember(group.jid(), Group.Change.LEAVE, person);
        } else {
            live.changeMember(group.jid(), random.nextBoolean() ? Group.Change.PROMOTE : Group.Change.DEMOTE, person);
        }
    }

    private void rename(FakeSession live) {
        Group group = anyGroup(live);
        String bare = group.subject().replaceAll(" \\(.*\\)$", "");
        live.rename(group.jid(), group.subject().equals(bare) ? bare + " (oficial)" : bare);
    }

    /** What happens meanwhile is told afterwards. */
    private void reconnect(FakeSession live) {
        live.become(SessionStatus.STARTING);
        agenda.in(Duration.ofSeconds(3), () -> live.become(SessionStatus.WORKING));
    }

    private Group anyGroup(FakeSession live) {
        List<SceneChat> stages = story.session().stages(Scene.Where.GROUP);
        String jid = stages.get(random.nextInt(stages.size())).chat();
        return live.group(jid).orElseThrow();
    }
}
