/** What really happened, as the phones know it: people, chats, messages and files, before any WAHA shows it its way. Pure Java. */
@NullMarked
package com.tradingsystem.whatsapp.local.phone;

import org.jspecify.annotations.NullMarked;
