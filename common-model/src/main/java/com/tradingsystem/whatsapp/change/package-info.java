/** Notifies listeners, in this process and others, that something of a session was written. Never the source of truth. */
@NullMarked
package com.tradingsystem.whatsapp.change;

import org.jspecify.annotations.NullMarked;
