package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Change;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code group.v2.*}: the account joined or left a group, a group changed, its members changed.
 *
 * <p>Who may write is not read: {@code membersCanSendMessages} means the opposite of its name on some engines.
 */
final class GroupReader {

    private GroupReader() {}

    /** {@code group.v2.join}: the account was added, and sees the whole group. */
    static void readJoin(Delivery delivery) {
        Jid.Group group = group(delivery);
        if (group == null) {
            return;
        }
        List<Member> members = describe(delivery, group, delivery.payload().get("group"));
        Jid me = delivery.me().address();
        if (members == null && me != null) {
            Instant at = delivery.time(delivery.payload().get("timestamp"));
            delivery.findings()
                    .add(new MembershipChanged(group, Change.JOIN, List.of(new Member(me, "participant")), at));
        }
    }

    /** {@code group.v2.update}: most engines send only what changed. */
    static void readUpdate(Delivery delivery) {
        Jid.Group group = group(delivery);
        if (group != null) {
            describe(delivery, group, delivery.payload().get("group"));
        }
    }

    /** {@code group.v2.leave}: the account left, or was removed. */
    static void readLeave(Delivery delivery) {
        Jid.Group group = group(delivery);
        Jid me = delivery.me().address();
        if (group != null && me != null) {
            change(delivery, group, Change.LEAVE, List.of(new Member(me, "left")));
        } else if (group != null) {
            delivery.findings().lacks("account");
        }
    }

    /** {@code group.v2.participants}: the type tells what happened; NOWEB calls the demoted {@code admin}. */
    static void readParticipants(Delivery delivery) {
        Jid.Group group = group(delivery);
        if (group == null) {
            return;
        }
        Change change = change(delivery.payload().get("type").text());
        List<Member> members = MemberReader.read(delivery.payload().get("participants"), delivery.findings());
        if (change == null || members.isEmpty()) {
            delivery.findings().lacks(change == null ? "known kind of change" : "readable participant");
            return;
        }
        change(delivery, group, change, members);
    }

    /**
     * Reads a group's description in WAHA's form or in an engine's.
     *
     * @return its members, null if they are not told
     */
    static @Nullable List<Member> describe(Delivery delivery, Jid.Group group, Json told) {
        ReadingBuilder findings = delivery.findings();
        Json raw = delivery.payload().get("_data").or(told);
        Instant at = delivery.time(delivery.payload().get("timestamp"));
        String subject = told.get("subject", "Name", "name").text();
        // An empty list is a group whose members the engine has not loaded yet: nobody was ever the member of no one.
        Json participants = told.get("participants", "Participants");
        List<Member> members = MemberReader.read(participants, findings);
        boolean isWhole = MemberReader.isWhole(members, participants);
        Jid owner = raw.get("owner", "OwnerJID").jid();
        findings.pairs().add(owner, raw.get("ownerPn", "OwnerPN").jid());
        findings.add(new GroupDescribed(
                group, subject, told.get("description", "desc", "Topic").text(), owner, isWhole ? members : null, at));
        findings.sighted(group, null, subject, at);
        members.forEach(member -> findings.sighted(member.member(), at));
        return isWhole ? members : null;
    }

    /** Notes a change of membership, with the role that its kind leaves behind. */
    static void change(Delivery delivery, Jid.Group group, Change change, List<Member> members) {
        Instant at = delivery.time(delivery.payload().get("timestamp"));
        List<Member> changed = members.stream()
                .map(member -> new Member(member.member(), roleAfter(change, member.role())))
                .toList();
        delivery.findings().add(new MembershipChanged(group, change, changed, at));
        delivery.findings().sighted(group, at);
        changed.forEach(member -> delivery.findings().sighted(member.member(), at));
        Json raw = delivery.payload().get("_data");
        delivery.findings()
                .pairs()
                .add(
                        raw.get("author", "Sender").jid(),
                        raw.get("authorPn", "SenderPN").jid());
    }

    private static String roleAfter(Change change, String role) {
        return switch (change) {
            case JOIN -> role;
            case LEAVE -> "left";
            case PROMOTE -> role.equals("superadmin") ? role : "admin";
            case DEMOTE -> "participant";
        };
    }

    private static @Nullable Change change(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "join" -> Change.JOIN;
            case "leave" -> Change.LEAVE;
            case "promote" -> Change.PROMOTE;
            case "demote" -> Change.DEMOTE;
            default -> null;
        };
    }

    private static Jid.@Nullable Group group(Delivery delivery) {
        Json group = delivery.payload().get("group");
        if (group.get("id").or(group).jid() instanceof Jid.Group id) {
            return id;
        }
        delivery.findings().lacks("group");
        return null;
    }
}
