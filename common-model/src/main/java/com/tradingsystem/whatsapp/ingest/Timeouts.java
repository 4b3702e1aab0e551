package com.tradingsystem.whatsapp.ingest;

import java.time.Duration;

/**
 * How long a transaction waits.
 *
 * @param statement for a statement to end
 * @param lock for a lock or a row that another transaction holds; zero for as long as the statement may take
 */
record Timeouts(Duration statement, Duration lock) {}
