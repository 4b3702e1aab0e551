/** The messages of a chat as they are read: pages in the order of time, single messages, embedded previews. */
@NullMarked
package com.tradingsystem.whatsapp.message.timeline;

import org.jspecify.annotations.NullMarked;
