package com.tradingsystem.whatsapp.session;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@Import({KnownSessions.class, SessionCounts.class, ActiveSessions.class})
public final class SessionAutoConfiguration {}
