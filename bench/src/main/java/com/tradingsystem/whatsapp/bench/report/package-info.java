/** What was measured: as a table to read, as JSON to compare. */
@NullMarked
package com.tradingsystem.whatsapp.bench.report;

import org.jspecify.annotations.NullMarked;
