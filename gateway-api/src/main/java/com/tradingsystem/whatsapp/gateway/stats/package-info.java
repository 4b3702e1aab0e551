/** Answers numbers about a session: series over time, hours of the week, response times, who waits and who says most. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.stats;

import org.jspecify.annotations.NullMarked;
