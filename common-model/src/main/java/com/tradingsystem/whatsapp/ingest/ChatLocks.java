package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.identity.Sha256;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One writer per chat at a time, over all processes: the transaction holds a lock for each of its chats until its end. Everything
 * that refers to a message is in its chat, so what a writer has read of it stays true.
 *
 * <p>The chats of a session share a fixed number of locks, which are taken in one order, so transactions wait for each other but never
 * in a circle, and never for those of another session.
 * They belong to the transaction, not to the connection, so they work behind a connection pool.
 */
final class ChatLocks {

    private static final Columns<Timeouts> TIMEOUTS = Columns.<Timeouts>of()
            .text("statement_timeout", t -> Long.toString(t.statement().toMillis()))
            .text("lock_timeout", t -> Long.toString(t.lock().toMillis()))
            .build();

    private static final Columns<SessionAddress> CHATS = Columns.<SessionAddress>of()
            .text("session_name", c -> c.session().value())
            .text("chat_id", c -> c.address().value())
            .build();

    /**
     * Random pages are cheap, because what is written to was mostly written to before, and a plan that reads whole tables gets slower
     * with every message. Keys are kept: rows that are deleted here are moved, not gone.
     */
    private static final String SETTINGS = """
            select set_config('random_page_cost', '1.1', true),
                   set_config('whatsapp_gateway.keys_are_kept', 'on', true),
                   set_config('statement_timeout', r.statement_timeout, true),
                   set_config('lock_timeout', r.lock_timeout, true)
              from %s""".formatted(TIMEOUTS.unnest("r"));

    /**
     * A chat is locked under the address that is canonical now; who learns meanwhile that two chats are one looks for what was
     * written twice a while later.
     */
    private static final String LOCK = """
            select pg_advisory_xact_lock(l.key)
              from (select distinct whatsapp_gateway.chat_lock_key(r.session_name, coalesce(k.phone, r.chat_id)) as key
                      from %s
                      left join lateral (
                        select phone from whatsapp_gateway.lid_links k
                         where k.session_name = r.session_name and k.lid = r.chat_id offset 0) k on true
                     order by key) l""".formatted(CHATS.unnest("r"));

    /** How many locks the chats of a session share; {@code whatsapp_gateway.chat_lock_key()} knows it, too. */
    private static final int STRIPES = 32;

    private ChatLocks() {}

    /** Which of its session's locks a reading's first chat takes, as {@code whatsapp_gateway.chat_lock_key()} says; 0 if it has none. */
    static int stripe(Reading reading) {
        return reading instanceof Understood understood
                ? understood.events().stream()
                        .map(InboundEvent::about)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(subject -> stripe(subject.chat().value()))
                        .orElse(0)
                : 0;
    }

    static int stripe(String chat) {
        return Sha256.of(chat)[0] & (STRIPES - 1);
    }

    /**
     * The chats that readings speak of, and those they may turn out to be by what the readings tell of LIDs. One that speaks of people
     * and of no chat takes one for them: whoever erases a person holds all locks of the session, and waits for each of its writers.
     */
    static Set<SessionAddress> of(List<Understood> readings) {
        Set<SessionAddress> chats = new HashSet<>();
        for (Understood reading : readings) {
            SessionName session = reading.envelope().session();
            if (session != null) {
                addressesOf(reading).forEach(chat -> chats.add(new SessionAddress(session, chat)));
            }
        }
        for (Understood reading : readings) {
            SessionName session = reading.envelope().session();
            if (session != null) {
                reading.links().stream()
                        .filter(link -> chats.contains(new SessionAddress(session, link.lid())))
                        .forEach(link -> chats.add(new SessionAddress(session, link.phone())));
            }
        }
        return chats;
    }

    private static List<Jid> addressesOf(Understood reading) {
        List<Jid> chats = reading.events().stream()
                .map(InboundEvent::about)
                .filter(Objects::nonNull)
                .map(InboundEvent.Subject::chat)
                .toList();
        return chats.isEmpty() ? namedWithoutChat(reading).limit(1).toList() : chats;
    }

    private static Stream<Jid> namedWithoutChat(Understood reading) {
        return Stream.of(
                        reading.events().stream().flatMap(InboundEvent::addresses),
                        reading.contacts().stream().map(ContactSighting::contact),
                        reading.links().stream().map(LidLink::phone))
                .flatMap(jids -> jids);
    }

    /** Sets up the transaction and waits for its chats. Must come first in it. */
    static void acquire(Connection connection, Collection<SessionAddress> chats, Timeouts timeouts)
            throws SQLException {
        // Every statement after the locks must see what the last holder committed.
        Pipeline.run(connection, "set transaction isolation level read committed");
        TIMEOUTS.run(connection, SETTINGS, List.of(timeouts));
        Plans.generic(connection);
        if (!chats.isEmpty()) {
            CHATS.run(connection, LOCK, List.copyOf(chats));
        }
    }
}
