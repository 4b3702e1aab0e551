package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Of what a directory lists, finds what the archive does not know. Directories are read again and again and are nearly always the
 * same: to write all of it each time would make everybody look as if just seen, and each membership a thousand rows a year. Safe for
 * use by many threads.
 */
public final class DirectoryChanges {

    private static final String CONTACTS = """
            select c.whatsapp_id, c.name, c.push_name, c.group_name, c.group_description, c.group_owner
              from whatsapp_gateway.contacts c
             where c.session_name = :session and c.whatsapp_id = any(:ids)""";

    private static final String LINKS = """
            select l.lid, l.phone from whatsapp_gateway.lid_links l
             where l.session_name = :session and l.lid = any(:lids)""";

    private static final String MEMBERS = """
            select p.member_id || ' ' || p.role
              from whatsapp_gateway.group_participants_at(:session, :group, 'infinity') p""";

    private record Known(
            @Nullable String name,
            @Nullable String pushName,
            @Nullable String groupName,
            @Nullable String description,
            @Nullable String owner) {}

    private final JdbcClient jdbc;

    DirectoryChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The reading without what is known already; null if nothing is left of it. */
    public @Nullable Understood in(Understood reading) {
        SessionName session = reading.envelope().session();
        if (session == null) {
            return null;
        }
        Map<String, String> phones = phones(session, reading);
        List<LidLink> links = reading.links().stream()
                .filter(link ->
                        !link.phone().value().equals(phones.get(link.lid().value())))
                .toList();
        Map<String, String> canonical = new HashMap<>(phones);
        reading.links()
                .forEach(link ->
                        canonical.putIfAbsent(link.lid().value(), link.phone().value()));

        Map<String, Known> known = known(session, reading, canonical);
        List<InboundEvent> events = reading.events().stream()
                .map(event -> event instanceof GroupDescribed group ? news(session, group, known, canonical) : event)
                .filter(Objects::nonNull)
                .toList();
        List<ContactSighting> contacts = reading.contacts().stream()
                .filter(sighting -> isNews(sighting, known.get(address(sighting.contact(), canonical))))
                .toList();
        return events.isEmpty() && links.isEmpty() && contacts.isEmpty()
                ? null
                : new Understood(reading.envelope(), reading.provenance(), events, links, contacts, reading.flags());
    }

    private static boolean isNews(ContactSighting sighting, @Nullable Known known) {
        return known == null
                || differs(sighting.name(), sighting.contact() instanceof Jid.Group ? known.groupName : known.name)
                || differs(sighting.pushName(), known.pushName);
    }

    /** What is new about a group; its members are left out where they are the same as before. */
    private @Nullable GroupDescribed news(
            SessionName session, GroupDescribed group, Map<String, Known> known, Map<String, String> canonical) {
        Known before = known.get(group.group().value());
        List<Member> members = group.participants();
        boolean sameMembers = members == null || members(session, group).equals(told(members, canonical));
        Jid owner = group.owner();
        boolean same = before != null
                && !differs(group.subject(), before.groupName)
                && !differs(group.description(), before.description)
                && !differs(owner == null ? null : address(owner, canonical), before.owner);
        if (same && sameMembers) {
            return null;
        }
        return new GroupDescribed(
                group.group(), group.subject(), group.description(), owner, sameMembers ? null : members, group.at());
    }

    private Set<String> members(SessionName session, GroupDescribed group) {
        return new HashSet<>(jdbc.sql(MEMBERS)
                .param("session", session.value())
                .param("group", group.group().value())
                .query(String.class)
                .list());
    }

    private static Set<String> told(List<Member> members, Map<String, String> canonical) {
        return members.stream()
                .map(member -> address(member.member(), canonical) + " " + member.role())
                .collect(Collectors.toSet());
    }

    /** What is not told is not different. */
    private static boolean differs(@Nullable String told, @Nullable String known) {
        return told != null && !told.equals(known);
    }

    private Map<String, Known> known(SessionName session, Understood reading, Map<String, String> canonical) {
        String[] ids = Stream.concat(
                        reading.contacts().stream().map(ContactSighting::contact),
                        reading.events().stream()
                                .filter(GroupDescribed.class::isInstance)
                                .map(event -> ((GroupDescribed) event).group()))
                .map(jid -> address(jid, canonical))
                .distinct()
                .toArray(String[]::new);
        Map<String, Known> known = new HashMap<>();
        jdbc.sql(CONTACTS).param("session", session.value()).param("ids", ids).query(row -> {
            known.put(
                    row.getString("whatsapp_id"),
                    new Known(
                            row.getString("name"),
                            row.getString("push_name"),
                            row.getString("group_name"),
                            row.getString("group_description"),
                            row.getString("group_owner")));
        });
        return known;
    }

    private Map<String, String> phones(SessionName session, Understood reading) {
        Stream<Jid> members = reading.events().stream()
                .filter(GroupDescribed.class::isInstance)
                .map(event -> (GroupDescribed) event)
                .flatMap(group -> Stream.concat(
                        Stream.ofNullable(group.owner()),
                        Stream.ofNullable(group.participants())
                                .flatMap(List::stream)
                                .map(Member::member)));
        String[] lids = Stream.of(
                        reading.links().stream().map(LidLink::lid),
                        reading.contacts().stream().map(ContactSighting::contact),
                        members)
                .flatMap(jids -> jids)
                .filter(Jid.Lid.class::isInstance)
                .map(Jid::value)
                .distinct()
                .toArray(String[]::new);
        Map<String, String> phones = new HashMap<>();
        if (lids.length > 0) {
            jdbc.sql(LINKS)
                    .param("session", session.value())
                    .param("lids", lids)
                    .query(row -> {
                        phones.put(row.getString("lid"), row.getString("phone"));
                    });
        }
        return phones;
    }

    private static String address(Jid jid, Map<String, String> canonical) {
        return canonical.getOrDefault(jid.value(), jid.value());
    }
}
