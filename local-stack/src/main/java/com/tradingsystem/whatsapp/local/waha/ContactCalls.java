package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The address book, and which LID belongs to which phone number. */
final class ContactCalls {

    private final Sessions sessions;

    ContactCalls(Sessions sessions) {
        this.sessions = sessions;
    }

    void addTo(Router router) {
        router.get("/api/contacts/all", this::all)
                .get("/api/contacts", call -> single(asked(call), call.text("contactId")))
                .get("/api/contacts/check-exists", this::checkExists)
                .get("/api/contacts/profile-picture", call -> {
                    asked(call);
                    return Answer.ok(Json.with("profilePictureURL", null));
                })
                .get("/api/{session}/contacts/{contact}", call -> single(named(call), call.variable("contact")))
                .get("/api/{session}/lids", this::lids)
                .get(
                        "/api/{session}/lids/count",
                        call -> Answer.ok(Json.with("count", linked(named(call)).size())))
                .get("/api/{session}/lids/pn/{phone}", this::lidOfPhone)
                .get("/api/{session}/lids/{lid}", this::phoneOfLid);
    }

    private FakeSession named(Call call) throws InterruptedException {
        return sessions.working(call.variable("session"));
    }

    private FakeSession asked(Call call) throws InterruptedException {
        String session = call.text("session");
        return sessions.working(session == null ? "default" : session);
    }

    private Answer all(Call call) throws InterruptedException {
        String sortBy = call.oneOf("sortBy", "id", "id", "name");
        boolean ascending = call.oneOf("sortOrder", "asc", "asc", "desc").equals("asc");
        Comparator<Person> order = sortBy.equals("id")
                ? Comparator.comparing(Person::jid)
                : Comparator.comparing(person -> person.savedAs() == null ? "" : person.savedAs());
        FakeSession session = asked(call);
        Stream<Person> people = session.people().people().stream().sorted(ascending ? order : order.reversed());
        return Answer.ok(Json.array(ChatCalls.page(people, call.number("limit", -1), call.number("offset", 0))
                .map(session.dialect()::contact)
                .toList()));
    }

    /** Nothing at all for a stranger, with a 200. */
    private static Answer single(FakeSession session, @Nullable String id) {
        Person person = id == null ? null : session.people().at(id);
        return person == null
                ? new Answer(200, Map.of(), new byte[0])
                : Answer.ok(session.dialect().contact(person));
    }

    private Answer checkExists(Call call) throws InterruptedException {
        String phone = String.valueOf(call.text("phone"));
        Person person = asked(call).people().at(phone + "@c.us");
        Fields answer = Json.with("numberExists", person != null);
        return Answer.ok(person == null ? answer : answer.and("chatId", person.jid()));
    }

    private static List<Person> linked(FakeSession session) {
        return session.people().people().stream()
                .filter(person -> person.linkKnown() && person.lid() != null)
                .toList();
    }

    private Answer lids(Call call) throws InterruptedException {
        long limit = call.number("limit", 100);
        long offset = call.number("offset", 0);
        return Answer.ok(Json.array(ChatCalls.page(linked(named(call)).stream(), limit, offset)
                .map(person -> Json.with("lid", person.lidJid()).and("pn", person.jid()))
                .toList()));
    }

    /** With or without suffix; a stranger's number is null, with a 200. */
    private Answer phoneOfLid(Call call) throws InterruptedException {
        String lid = call.variable("lid").replace("@lid", "") + "@lid";
        Person person = named(call).people().at(lid);
        String phone = person == null || !person.linkKnown() ? null : person.jid();
        return Answer.ok(Json.with("lid", lid).and("pn", phone));
    }

    private Answer lidOfPhone(Call call) throws InterruptedException {
        String phone = call.variable("phone").replaceAll("@.*", "") + "@c.us";
        Person person = named(call).people().at(phone);
        String lid = person == null || !person.linkKnown() ? null : person.lidJid();
        return Answer.ok(Json.with("lid", lid).and("pn", phone));
    }
}
