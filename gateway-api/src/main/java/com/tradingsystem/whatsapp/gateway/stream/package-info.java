/** Tells callers at once that something changed. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.stream;

import org.jspecify.annotations.NullMarked;
