/** Finds messages by their words, in one session or several. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.search;

import org.jspecify.annotations.NullMarked;
