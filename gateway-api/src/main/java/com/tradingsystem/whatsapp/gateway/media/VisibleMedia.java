package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.media.MediaStates;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import com.tradingsystem.whatsapp.session.KnownSession;
import org.springframework.stereotype.Component;

/** The files as a caller sees them: one of a session that is not theirs, or of a message that is hidden, is as if it were not there. */
@Component
class VisibleMedia {

    private final VisibleSessions sessions;
    private final MediaStates media;
    private final Timeline timeline;
    private final MessageSettings settings;

    VisibleMedia(VisibleSessions sessions, MediaStates media, Timeline timeline, MessageSettings settings) {
        this.sessions = sessions;
        this.media = media;
        this.timeline = timeline;
        this.settings = settings;
    }

    /**
     * The file of this id.
     *
     * @throws ProblemException 404 if there is none, or none for this caller
     */
    MediaDetails get(Caller caller, String id) {
        MediaDetails found = media.find(parse(id)).orElseThrow(VisibleMedia::notFound);
        if (!caller.sees(found.session())) {
            throw notFound();
        }
        KnownSession session = sessions.get(caller, found.session().value());
        String policy = session.revokePolicy() == null ? settings.revokePolicy().code() : session.revokePolicy();
        if (!policy.equals(RevokePolicy.KEEP.code()) && isDeleted(found)) {
            throw notFound();
        }
        return found;
    }

    private boolean isDeleted(MediaDetails media) {
        return timeline.isDeleted(media.session(), media.chatId(), media.messageTimestamp(), media.message());
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
