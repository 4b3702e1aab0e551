package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The people of the captured payloads. */
final class TestPeople {

    static final Instant NOON = Instant.ofEpochSecond(1_795_330_254);
    static final Person ME = Person.of("15550001111", "90000000000001", "Local Me");
    static final Person ANA = Person.of("15551230001", "90000000000077", "Ana");
    static final Person SHY = new Person("15551230002", "90000000000078", "", null, false);
    static final String GROUP = "120363000000000001@g.us";
    static final Group FRIENDS = new Group(
            GROUP,
            "Friends",
            "",
            true,
            List.of(new Group.Member(ANA, "superadmin"), new Group.Member(ME, "participant")));
    static final Account ACCOUNT = new Account(ME, List.of(ANA, SHY), List.of(FRIENDS), Map.of());

    private TestPeople() {}

    static Message fromAna(String coreId, String text) {
        return Message.of(coreId, ANA.jid(), ANA, false, false, NOON, new Content.Text(text));
    }

    static Message toAna(String coreId, String text) {
        return Message.of(coreId, ANA.jid(), ME, true, false, NOON, new Content.Text(text));
    }

    static Message inGroup(String coreId, Person author, String text) {
        return Message.of(coreId, GROUP, author, author.equals(ME), true, NOON, new Content.Text(text));
    }
}
