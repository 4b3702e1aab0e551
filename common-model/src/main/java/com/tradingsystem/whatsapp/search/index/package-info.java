/** Asks the table of words which messages are meant. */
@NullMarked
package com.tradingsystem.whatsapp.search.index;

import org.jspecify.annotations.NullMarked;
