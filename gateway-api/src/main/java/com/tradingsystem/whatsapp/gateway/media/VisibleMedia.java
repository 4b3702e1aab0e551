package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.media.MediaStates;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.message.RevokePolicy;
import com.tradingsystem.whatsapp.message.Satellites;
import com.tradingsystem.whatsapp.session.KnownSession;
import java.util.List;
import org.springframework.stereotype.Component;

/** The files as a caller sees them: one of a session that is not theirs, or of a message that is hidden, is as if it were not there. */
@Component
class VisibleMedia {

    private final VisibleSessions sessions;
    private final MediaStates media;
    private final Satellites satellites;
    private final MessageSettings settings;

    VisibleMedia(VisibleSessions sessions, MediaStates media, Satellites satellites, MessageSettings settings) {
        this.sessions = sessions;
        this.media = media;
        this.satellites = satellites;
        this.settings = settings;
    }

    /**
     * The file of this id.
     *
     * @throws ProblemException 404 if there is none, or none for this caller
     */
    MediaDetails get(Caller caller, String id) {
        MediaDetails found = media.find(parse(id)).orElseThrow(VisibleMedia::notFound);
        if (!caller.sees(found.message().session())) {
            throw notFound();
        }
        KnownSession session = sessions.get(caller, found.message().session().value());
        String policy = session.revokePolicy() == null ? settings.revokePolicy().word() : session.revokePolicy();
        if (!policy.equals(RevokePolicy.KEEP.word()) && isDeleted(found)) {
            throw notFound();
        }
        return found;
    }

    private boolean isDeleted(MediaDetails media) {
        return !satellites
                .revoked(media.message().session(), List.of(media.message().coreId()))
                .isEmpty();
    }

    private static long parse(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw notFound();
        }
        return Long.parseLong(id);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.MEDIA_NOT_FOUND);
    }
}
