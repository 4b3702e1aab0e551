package com.tradingsystem.whatsapp.snapshot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcTemplateAutoConfiguration.class)
@Import(ReadSnapshot.class)
public final class SnapshotAutoConfiguration {}
