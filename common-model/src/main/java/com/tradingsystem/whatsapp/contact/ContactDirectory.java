package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.jdbc.core.ConnectionCallback;

/** Reads who a session has met. Safe for use by many threads. */
public final class ContactDirectory {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "firstSeenAt", "id");

    private final ContactRepository contacts;
    private final SessionFactory entities;
    private final ReadSnapshot snapshot;

    ContactDirectory(ContactRepository contacts, EntityManagerFactory entities, ReadSnapshot snapshot) {
        this.contacts = contacts;
        this.entities = entities.unwrap(SessionFactory.class);
        this.snapshot = snapshot;
    }

    /**
     * The contacts asked for, newest first, at most as many as the query's limit, those nearest to its border. Where nobody has the phone number asked for, those
     * who have another spelling of it.
     */
    public List<Contact> find(ContactQuery query) {
        return Stream.concat(Stream.of(query), query.otherSpellings().stream())
                .map(this::page)
                .filter(page -> !page.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Contact> page(ContactQuery query) {
        List<Contact> found = Objects.requireNonNull(snapshot.once(jdbc ->
                jdbc.execute((ConnectionCallback<List<Contact>>) connection -> nearestFirst(connection, query))));
        return query.isUpwards() ? found.reversed() : found;
    }

    /** By one statement outside a transaction, and without an entity manager, which would have nothing to manage. */
    private List<Contact> nearestFirst(Connection connection, ContactQuery query) {
        try (StatelessSession session = entities.openStatelessSession(connection)) {
            CriteriaBuilder build = session.getCriteriaBuilder();
            CriteriaQuery<Contact> asked = build.createQuery(Contact.class);
            Root<Contact> contact = asked.from(Contact.class);
            Sort order = query.isUpwards() ? NEWEST_FIRST.reverse() : NEWEST_FIRST;
            asked.where(new ContactFilter(query).toPredicate(contact, asked, build))
                    .orderBy(QueryUtils.toOrders(order, contact, build));
            return session.createSelectionQuery(asked)
                    .setMaxResults(query.limit())
                    .setTimeout(ReadSnapshot.MOST_SECONDS)
                    .getResultList();
        }
    }

    /** What those of these addresses are called that have a name: as the account calls them, else as they call themselves. */
    public Map<String, String> namesOf(SessionName session, Collection<String> whatsappIds) {
        Map<String, String> names = new HashMap<>();
        for (ContactName contact : contacts.findBySessionNameAndWhatsappIdIn(session.value(), whatsappIds)) {
            String shown = contact.shown();
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
