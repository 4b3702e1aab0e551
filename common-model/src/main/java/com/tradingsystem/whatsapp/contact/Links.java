package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads which addresses belong to the same person. Safe for use by many threads. */
public final class Links {

    private final LidLinks links = new LidLinks();
    private final JdbcTemplate jdbc;

    public Links(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of these addresses; texts that are none are passed over. */
    public KnownLinks of(SessionName session, Collection<String> addresses) {
        Set<SessionAddress> asked = new HashSet<>();
        addresses.stream()
                .map(Jid::parse)
                .filter(Objects::nonNull)
                .forEach(jid -> asked.add(new SessionAddress(session, jid)));
        return Objects.requireNonNull(
                jdbc.execute((ConnectionCallback<KnownLinks>) connection -> links.learn(connection, List.of(), asked)));
    }
}
