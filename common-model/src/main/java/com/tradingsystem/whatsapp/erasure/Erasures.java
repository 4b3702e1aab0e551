package com.tradingsystem.whatsapp.erasure;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what is older than somebody's erasure, whatever way it comes by. {@code whatsapp_gateway.erase_person()} leaves a note of
 * each address and each message; asked are those that the readings name.
 *
 * <p>Must be asked after the locks of the chats were taken: whoever erases holds all of the session's, so the note is there to be seen.
 */
public final class Erasures {

    /** An address, or an address and a core id with a blank between them, as {@code erasure_hash()} takes it. */
    private record Subject(SessionName session, String text) {}

    private static final Columns<Subject> SUBJECTS = Columns.<Subject>of()
            .text("session_name", s -> s.session().value())
            .text("subject", Subject::text)
            .build();

    private static final String IS_ANYBODY_ERASED = "select exists (select from whatsapp_gateway.erasures)";

    private static final String FIND = """
            select r.session_name, r.subject, e.erased_at,
                   exists (select from whatsapp_gateway.contacts c
                            where c.session_name = r.session_name and c.whatsapp_id = r.subject) as is_back
              from %s
             cross join lateral (
               select n.erased_at
                 from whatsapp_gateway.erasures n
                where n.session_name = r.session_name
                  and n.subject_hash = whatsapp_gateway.erasure_hash(r.session_name, r.subject)
               offset 0) e""".formatted(SUBJECTS.unnest("r"));

    /**
     * A note.
     *
     * @param isBack whether the person is known anew, by something later than the erasure
     */
    record Note(Instant erasedAt, boolean isBack) {}

    /**
     * What is left to write.
     *
     * @param changed the readings of which something, or all, was left out, as they came
     */
    public record Screened(List<Understood> readings, Set<Understood> changed) {

        /** All of the readings. */
        public static Screened whole(List<Understood> readings) {
            return new Screened(readings, Set.of());
        }

        /** The same with stamps; those that were stamped before it are good where nothing was left out. */
        public List<StampedReading> stamped(List<StampedReading> before) {
            return changed.isEmpty() ? before : StampedReading.of(readings);
        }
    }

    private record Found(Subject subject, Note note) {}

    private Erasures() {}

    /** Whether anybody was ever erased, in any session. */
    public static boolean isAnybodyErased(Connection connection) throws SQLException {
        return Pipeline.ask(connection, IS_ANYBODY_ERASED, row -> row.getBoolean(1))
                .get()
                .getFirst();
    }

    /** Leaves out what is older than the erasure of those it is about. */
    public static Screened screen(Connection connection, List<Understood> readings) throws SQLException {
        Set<Subject> subjects = new HashSet<>();
        for (Understood reading : readings) {
            SessionName session = reading.envelope().session();
            if (session != null) {
                named(reading).forEach(text -> subjects.add(new Subject(session, text)));
            }
        }
        Map<SessionName, Map<String, Note>> notes = new HashMap<>();
        for (Found found : SUBJECTS.query(connection, FIND, List.copyOf(subjects), Erasures::read)) {
            notes.computeIfAbsent(found.subject().session(), session -> new HashMap<>())
                    .put(found.subject().text(), found.note());
        }
        return notes.isEmpty() ? Screened.whole(readings) : screen(readings, notes);
    }

    private static Screened screen(List<Understood> readings, Map<SessionName, Map<String, Note>> notes) {
        List<Understood> left = new ArrayList<>();
        Set<Understood> changed = new HashSet<>();
        for (Understood reading : readings) {
            Map<String, Note> ofSession = notesOf(reading, notes);
            Understood screened = ofSession == null ? reading : new ErasedPast(reading, ofSession).leftOut();
            left.add(screened);
            if (!screened.equals(reading)) {
                changed.add(reading);
            }
        }
        return new Screened(left, changed);
    }

    private static @Nullable Map<String, Note> notesOf(Understood reading, Map<SessionName, Map<String, Note>> notes) {
        SessionName session = reading.envelope().session();
        return session == null ? null : notes.get(session);
    }

    private static Found read(ResultSet row) throws SQLException {
        return new Found(
                new Subject(new SessionName(row.getString("session_name")), row.getString("subject")),
                new Note(SqlTime.get(row, "erased_at"), row.getBoolean("is_back")));
    }

    private static Stream<String> named(Understood reading) {
        Stream<Jid> beside = Stream.concat(
                reading.contacts().stream().map(sighting -> sighting.contact()),
                reading.links().stream().flatMap(link -> Stream.of(link.lid(), link.phone())));
        return Stream.concat(
                beside.map(Jid::value),
                reading.events().stream()
                        .flatMap(event ->
                                event.addresses().flatMap(jid -> Stream.of(jid.value(), message(jid, event)))));
    }

    private static String message(Jid jid, InboundEvent event) {
        InboundEvent.Subject about = event.about();
        return about == null || about.coreId() == null ? jid.value() : message(jid, about.coreId());
    }

    /** What a note calls a message of somebody, or in their chat. */
    static String message(Jid jid, String coreId) {
        return jid.value() + " " + coreId;
    }
}
