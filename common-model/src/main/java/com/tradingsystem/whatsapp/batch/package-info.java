/** How the archive writes: many rows in one statement, as arrays with {@code unnest}. Plain JDBC, no Spring. */
@NullMarked
package com.tradingsystem.whatsapp.batch;

import org.jspecify.annotations.NullMarked;
