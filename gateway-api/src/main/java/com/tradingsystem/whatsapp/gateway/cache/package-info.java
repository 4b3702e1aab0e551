/** Answers that are asked for again while nothing changed, kept in Redis where there is one. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.cache;

import org.jspecify.annotations.NullMarked;
