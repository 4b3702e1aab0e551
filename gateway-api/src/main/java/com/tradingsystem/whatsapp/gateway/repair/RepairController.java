package com.tradingsystem.whatsapp.gateway.repair;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.Repair;
import com.tradingsystem.whatsapp.ingest.Repair.EventPlace;
import com.tradingsystem.whatsapp.ingest.Repair.Report;
import com.tradingsystem.whatsapp.ingest.Repair.WordPlace;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Repairs a session's messages, a stretch a call. It takes the scope {@code admin}. */
@RestController
@RequestMapping("/api/repair/{session}")
class RepairController {

    private static final int STRETCH = 1000;

    private final VisibleSessions sessions;
    private final Repair repair;
    private final WahaEventReader reader;

    RepairController(VisibleSessions sessions, Repair repair, WahaEventReader reader) {
        this.sessions = sessions;
        this.repair = repair;
        this.reader = reader;
    }

    record RepairJson(Stretch repair) {}

    /**
     * What a call did, or would do.
     *
     * @param step {@code events} while raw events are replayed, {@code words} while it is decided anew what of the words about messages counts
     * @param lookedAt how many events, or messages with edits or revocations
     * @param found messages the archive did not have
     * @param changed messages it had otherwise
     * @param failed events that could not be merged
     * @param nextCursor for the next call; null at the end
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Stretch(
            String sessionName,
            boolean dryRun,
            String step,
            int lookedAt,
            List<Named> found,
            List<Named> changed,
            int failed,
            @Nullable String nextCursor) {}

    /** A message by its key. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Named(
            String chatId,
            String coreId,
            boolean isFromMe,
            @Nullable String author) {
        static Named of(MessageKey key) {
            return new Named(
                    key.chat().value(),
                    key.coreId(),
                    key.fromMe(),
                    key.author() == null ? null : key.author().value());
        }
    }

    @PostMapping
    RepairJson repair(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "dry_run", "cursor");
        Boolean asked = parameters.flag("dry_run");
        boolean dryRun = asked == null || asked;
        String query = "repair\0" + session + '\0' + dryRun;
        RepairPosition at = Cursor.open(parameters, query, RepairPosition::read);
        SessionName name = new SessionName(sessions.get(caller, session).sessionName());
        try {
            return new RepairJson(
                    stretch(name, at == null ? new RepairPosition.Events(EventPlace.START) : at, dryRun, query));
        } catch (SQLException e) {
            throw new TransientDataAccessResourceException("the repair stopped", e);
        }
    }

    private Stretch stretch(SessionName session, RepairPosition at, boolean dryRun, String query) throws SQLException {
        return switch (at) {
            case RepairPosition.Events events -> {
                Report<EventPlace> report = repair.replay(session, events.place(), STRETCH, dryRun, reader::read);
                EventPlace next = report.next();
                yield stretch(
                        session,
                        dryRun,
                        "events",
                        report,
                        Cursor.of(
                                query,
                                (next == null
                                                ? new RepairPosition.Words(WordPlace.START)
                                                : new RepairPosition.Events(next))
                                        .text()));
            }
            case RepairPosition.Words words -> {
                Report<WordPlace> report = repair.reconsider(session, words.place(), STRETCH, dryRun);
                WordPlace next = report.next();
                yield stretch(
                        session,
                        dryRun,
                        "words",
                        report,
                        next == null ? null : Cursor.of(query, new RepairPosition.Words(next).text()));
            }
        };
    }

    private static Stretch stretch(
            SessionName session, boolean dryRun, String step, Report<?> report, @Nullable String cursor) {
        return new Stretch(
                session.value(),
                dryRun,
                step,
                report.looked(),
                report.found().stream().map(Named::of).toList(),
                report.changed().stream().map(Named::of).distinct().toList(),
                report.failed(),
                cursor);
    }
}
