package com.tradingsystem.whatsapp.local.waha.dialect;

import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What GOWS tells of groups. */
final class GowsGroups {

    private GowsGroups() {}

    /** Whatsmeow's own metadata. */
    static Fields raw(Group group) {
        return Json.with("JID", group.jid())
                .and("Name", group.subject())
                .and("Topic", group.description())
                .and("IsAnnounce", false)
                .and("IsLocked", false)
                .and("AddressingMode", group.hidden() ? "lid" : "pn")
                .and(
                        "Participants",
                        group.members().stream()
                                .map(member -> raw(group, member))
                                .toList());
    }

    private static Fields raw(Group group, Group.Member member) {
        Person person = member.person();
        String lid = person.linkKnown() ? person.lidJid() : null;
        return Json.with("JID", ProtocolMessages.raw(person.address(group.hidden())))
                .and("PhoneNumber", person.linkKnown() ? person.rawJid() : "")
                .and("LID", lid == null ? "" : lid)
                .and("IsAdmin", !member.role().equals("participant"))
                .and("IsSuperAdmin", member.role().equals("superadmin"));
    }

    static Fields joined(Group group, Instant at) {
        Fields told = Json.with("id", group.jid())
                .and("subject", group.subject())
                .and("description", group.description())
                .and("membersCanAddNewMember", true)
                .and("membersCanSendMessages", false)
                .and("newMembersApprovalRequired", false)
                .and("participants", Dialect.members(group));
        return Json.with("timestamp", at.toEpochMilli()).and("group", told).and("_data", raw(group));
    }

    static Fields renamed(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", Json.with("id", group.jid()).and("subject", group.subject()))
                .and("_data", Json.with("JID", group.jid()).and("Name", Json.with("Name", group.subject())));
    }

    static Fields memberChanged(Group group, Group.Change change, Person member, Instant at) {
        String role = switch (change) {
            case JOIN, DEMOTE -> "participant";
            case LEAVE -> "left";
            case PROMOTE -> "admin";
        };
        String field = switch (change) {
            case JOIN -> "Join";
            case LEAVE -> "Leave";
            case PROMOTE -> "Promote";
            case DEMOTE -> "Demote";
        };
        String address = ProtocolMessages.raw(member.address(group.hidden()));
        return Json.with("group", Json.with("id", group.jid()))
                .and("type", change.name().toLowerCase(Locale.ROOT))
                .and("timestamp", at.toEpochMilli())
                .and("participants", List.of(Dialect.member(group, member, role)))
                .and("_data", Json.with("JID", group.jid()).and(field, List.of(address)));
    }
}
