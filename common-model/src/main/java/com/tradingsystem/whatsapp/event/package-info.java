/** What happened, in our words: the vocabulary in which readers of WAHA speak to the one road in. Pure Java. */
@NullMarked
package com.tradingsystem.whatsapp.event;

import org.jspecify.annotations.NullMarked;
