/** The rows of events by plain JDBC, without a gateway. */
@NullMarked
package com.tradingsystem.whatsapp.bench.rows;

import org.jspecify.annotations.NullMarked;
