package com.tradingsystem.whatsapp.session;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads the sessions the archive has ever seen, whatever their state. */
public interface KnownSessions extends Repository<SessionEntity, String> {

    /** The session with this name. */
    Optional<KnownSession> findBySessionName(String sessionName);

    /** All sessions, by name. */
    List<KnownSession> findAllByOrderBySessionName();
}
