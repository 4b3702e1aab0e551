/** Who and which: sessions, WhatsApp addresses and message identities, parsed once and trusted afterwards. Pure Java. */
@NullMarked
package com.tradingsystem.whatsapp.identity;

import org.jspecify.annotations.NullMarked;
