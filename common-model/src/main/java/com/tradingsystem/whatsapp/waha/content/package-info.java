/** Reads what a message holds: texts, media, places, contacts, polls, and everything structured. */
@NullMarked
package com.tradingsystem.whatsapp.waha.content;

import org.jspecify.annotations.NullMarked;
