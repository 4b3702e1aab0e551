package com.tradingsystem.whatsapp.local.phone;

import java.util.ArrayList;
import java.util.List;

/**
 * A group as it stands now.
 *
 * @param jid its address
 * @param hidden whether it calls people by LIDs
 */
public record Group(String jid, String subject, String description, boolean hidden, List<Member> members) {

    public Group {
        members = List.copyOf(members);
    }

    /** A member; the role is {@code participant}, {@code admin} or {@code superadmin}. */
    public record Member(Person person, String role) {}

    /** What happened to members, under WAHA's name for it. */
    public enum Change {
        JOIN,
        LEAVE,
        PROMOTE,
        DEMOTE
    }

    /** The same group under another name. */
    public Group renamed(String newSubject) {
        return new Group(jid, newSubject, description, hidden, members);
    }

    /** The same group after this happened to a member. */
    public Group after(Change change, Person person) {
        List<Member> changed = new ArrayList<>(members);
        changed.removeIf(member -> member.person().equals(person));
        switch (change) {
            case JOIN, DEMOTE -> changed.add(new Member(person, "participant"));
            case PROMOTE -> changed.add(new Member(person, "admin"));
            case LEAVE -> {}
        }
        return new Group(jid, subject, description, hidden, changed);
    }
}
