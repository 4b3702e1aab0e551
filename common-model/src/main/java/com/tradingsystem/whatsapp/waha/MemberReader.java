package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of groups: WAHA's {@code {id, pn, role}}, plain addresses, and what the engines have in their place,
 * among them objects that WAHA 2025.10 put where an id should be.
 */
final class MemberReader {

    private static final Set<String> ROLES = Set.of("left", "participant", "admin", "superadmin");
    private static final int LONGEST_ROLE = 40;

    private MemberReader() {}

    /** Those of the participants that can be read; the others are flagged. */
    static List<Member> read(Json participants, ReadingBuilder findings) {
        List<Member> members = new ArrayList<>();
        for (Json participant : participants.items()) {
            Jid address = address(participant, findings);
            if (address == null || MessageIdentity.isShared(address)) {
                findings.flag(Flag.PARTIAL);
            } else {
                members.add(new Member(address, role(participant, findings)));
            }
        }
        return members;
    }

    /** Whether these are all that the list names; {@code null} names nobody. An empty list is not loaded yet. */
    static boolean isWhole(List<Member> members, Json participants) {
        long named = participants.items().stream().filter(Json::isThere).count();
        return !members.isEmpty() && members.size() == named;
    }

    private static @Nullable Jid address(Json participant, ReadingBuilder findings) {
        Json whole = participant.get("id").isObject() && participant.get("id").jid() == null
                ? participant.get("id")
                : participant;
        Jid id = participant.jid();
        if (id == null) {
            id = whole.get("id", "jid", "JID").jid();
        }
        Jid phone = whole.get("pn", "phoneNumber", "PhoneNumber")
                .or(participant.get("pn"))
                .jid();
        findings.pairs().add(id, phone);
        findings.pairs().add(id, whole.get("lid", "LID").jid());
        return id == null ? phone : id;
    }

    private static String role(Json participant, ReadingBuilder findings) {
        String role = participant.get("role", "admin").text(LONGEST_ROLE);
        if (role == null) {
            return participant.get("isSuperAdmin", "IsSuperAdmin").isTrue()
                    ? "superadmin"
                    : participant.get("isAdmin", "IsAdmin").isTrue() ? "admin" : "participant";
        }
        if (!ROLES.contains(role)) {
            findings.flag(Flag.UNKNOWN_KIND);
        }
        return role;
    }
}
