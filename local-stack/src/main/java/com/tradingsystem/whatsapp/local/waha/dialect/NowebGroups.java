package com.tradingsystem.whatsapp.local.waha.dialect;

import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What NOWEB tells of groups. */
final class NowebGroups {

    private NowebGroups() {}

    /** Baileys' own metadata. */
    static Fields raw(Group group) {
        return Json.with("id", group.jid())
                .and("addressingMode", group.hidden() ? "lid" : "pn")
                .and("subject", group.subject())
                .and("size", group.members().size())
                .and("desc", group.description())
                .and("announce", false)
                .and("restrict", false)
                .and(
                        "participants",
                        group.members().stream()
                                .map(member -> raw(group, member))
                                .toList());
    }

    private static Fields raw(Group group, Group.Member member) {
        Person person = member.person();
        return Json.with("id", ProtocolMessages.raw(person.address(group.hidden())))
                .maybe("phoneNumber", group.hidden() && person.linkKnown() ? person.rawJid() : null)
                .and("admin", member.role().equals("participant") ? null : member.role());
    }

    static Fields joined(Group group, Instant at) {
        Fields told = Json.with("id", group.jid())
                .and("subject", group.subject())
                .and("description", group.description())
                .and("participants", Dialect.members(group))
                .and("membersCanSendMessages", false);
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", told)
                .and("_data", raw(group).and("_timestampMs", at.toEpochMilli()));
    }

    static Fields renamed(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", Json.with("id", group.jid()).and("subject", group.subject()))
                .and("_data", Json.with("id", group.jid()).and("subject", group.subject()));
    }

    /** A demoted member is told as admin: only the type can be trusted. */
    static Fields memberChanged(Group group, Group.Change change, Person member, Instant at) {
        String role = switch (change) {
            case JOIN -> "participant";
            case LEAVE -> "left";
            case PROMOTE, DEMOTE -> "admin";
        };
        String action = switch (change) {
            case JOIN -> "add";
            case LEAVE -> "remove";
            case PROMOTE -> "promote";
            case DEMOTE -> "demote";
        };
        Fields data = Json.with("id", group.jid())
                .and("author", group.members().getFirst().person().rawJid())
                .and("participants", List.of(ProtocolMessages.raw(member.address(group.hidden()))))
                .and("action", action);
        return Json.with("group", Json.with("id", group.jid()))
                .and("type", change.name().toLowerCase(Locale.ROOT))
                .and("timestamp", at.toEpochMilli())
                .and("participants", List.of(Dialect.member(group, member, role)))
                .and("_data", data);
    }
}
