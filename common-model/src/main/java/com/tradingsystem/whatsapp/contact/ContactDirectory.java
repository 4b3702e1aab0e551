package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;

/** Reads who a session has met. Safe for use by many threads. */
public final class ContactDirectory {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "firstSeenAt", "id");

    private final ContactRepository contacts;
    private final Aliases aliases;

    ContactDirectory(ContactRepository contacts, Aliases aliases) {
        this.contacts = contacts;
        this.aliases = aliases;
    }

    /**
     * The contacts asked for, newest first, at most as many as the query's limit, those nearest to its border. Where nobody has the phone number asked for, those
     * who have another spelling of it.
     */
    public List<Contact> find(ContactQuery query) {
        List<Contact> found = Stream.concat(Stream.of(query), query.otherSpellings().stream())
                .map(this::page)
                .filter(page -> !page.isEmpty())
                .findFirst()
                .orElse(List.of());
        Map<String, List<String>> lids = aliases.lidsOf(
                query.session(), found.stream().map(Contact::whatsappId).toList());
        found.forEach(contact -> contact.knownAs(lids.getOrDefault(contact.whatsappId(), List.of())));
        return found;
    }

    private List<Contact> page(ContactQuery query) {
        Sort order = query.isUpwards() ? NEWEST_FIRST.reverse() : NEWEST_FIRST;
        List<Contact> found = contacts.findBy(
                new ContactFilter(query),
                matching -> matching.sortBy(order).limit(query.limit()).all());
        return query.isUpwards() ? found.reversed() : found;
    }

    /** What those of these addresses are called that have a name: as the account calls them, else as they call themselves. */
    public Map<String, String> namesOf(SessionName session, Collection<String> whatsappIds) {
        Map<String, String> names = new HashMap<>();
        for (Contact contact : contacts.findBySessionNameAndWhatsappIdIn(session.value(), whatsappIds)) {
            String shown = contact.shownName();
            if (shown != null) {
                names.put(contact.whatsappId(), shown);
            }
        }
        return names;
    }

    /** Whether any of these addresses was ever met. */
    public boolean knowsAny(SessionName session, Collection<String> whatsappIds) {
        return contacts.existsBySessionNameAndWhatsappIdIn(session.value(), whatsappIds);
    }
}
