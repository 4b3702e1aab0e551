package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Who plays. Nobody's number is real: there are no mobile numbers that begin with 90000. */
final class Casting {

    private static final SceneBook NAMES = SceneBook.read("nomes");

    private final SplittableRandom random;
    private final String area;
    private final String network;

    private Casting(long seed, String area, String network) {
        this.random = new SplittableRandom(seed);
        this.area = area;
        this.network = network;
    }

    /** A small clothes shop in São Paulo, seen through NOWEB. */
    static DemoSession shop() {
        Casting casting = new Casting(2026, "11", "1");
        return casting.session(
                "loja",
                Engine.NOWEB,
                "Loja Flor de Chita",
                List.of("Equipe Flor de Chita", "Clientes VIP 🌸", "Tecidos Fornecedor"),
                32);
    }

    /** The support of an internet provider in Recife, seen through GOWS. */
    static DemoSession support() {
        Casting casting = new Casting(2027, "81", "2");
        return casting.session(
                "suporte",
                Engine.GOWS,
                "Suporte Veloz Net",
                List.of("Plantão Técnico", "Escala da equipe", "Edifício Aurora - Moradores"),
                24);
    }

    private DemoSession session(String name, Engine engine, String owner, List<String> subjects, int customers) {
        Person me = Person.of("55" + area + "900000001", "2" + network + "0000000000001", owner);
        List<Person> people =
                IntStream.range(0, customers).mapToObj(this::person).toList();
        List<Group> groups = new ArrayList<>();
        List<SceneChat> stages = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            boolean hidden = i % 4 == 1 && person.lid() != null;
            stages.add(new SceneChat(person.address(hidden), hidden, Scene.Where.DIRECT, me, List.of(person)));
        }
        for (int i = 0; i < subjects.size(); i++) {
            Group group = group(i, subjects.get(i), me, people);
            groups.add(group);
            stages.add(new SceneChat(
                    group.jid(),
                    group.hidden(),
                    Scene.Where.GROUP,
                    me,
                    group.members().stream()
                            .map(Group.Member::person)
                            .filter(person -> !person.equals(me))
                            .toList()));
        }
        String channel = "12036390000000000" + network + "@newsletter";
        stages.add(new SceneChat("status@broadcast", false, Scene.Where.STATUS, me, List.of()));
        stages.add(new SceneChat(channel, false, Scene.Where.CHANNEL, me, List.of()));
        Account account = new Account(me, people, groups, Map.of(channel, owner + " - novidades"));
        return new DemoSession(name, engine, SceneBook.read(name), account, stages, random.nextLong());
    }

    /** Most have a LID that belongs to a known number; of some the number stays hidden, some have no LID yet. */
    private Person person(int index) {
        List<String> firstNames = NAMES.words("nome");
        List<String> lastNames = NAMES.words("sobrenome");
        String first = firstNames.get(index % firstNames.size());
        String last = lastNames.get(random.nextInt(lastNames.size()));
        String phone = "55" + area + "90000" + (1000 + index * 37);
        String lid =
                index % 11 == 7 ? null : "2" + network + "0" + (10_000_000_000L + random.nextLong(80_000_000_000L));
        String pushName = index % 13 == 5 ? "" : index % 3 == 0 ? first : first + " " + last;
        String savedAs = index % 5 == 0 ? first + " " + last + " (cliente)" : null;
        return new Person(phone, lid, pushName, savedAs, index % 9 != 4);
    }

    private Group group(int index, String subject, Person me, List<Person> people) {
        List<Group.Member> members = new ArrayList<>();
        for (int i = 0; i < 3 + index; i++) {
            Person person = people.get((index * 5 + i * 3) % people.size());
            if (members.stream().noneMatch(member -> member.person().equals(person))) {
                members.add(new Group.Member(person, i == 0 ? "superadmin" : "participant"));
            }
        }
        members.add(new Group.Member(me, "admin"));
        boolean hidden = index != 2;
        return new Group("12036390000" + network + "00000" + index + "@g.us", subject, "", hidden, members);
    }
}
