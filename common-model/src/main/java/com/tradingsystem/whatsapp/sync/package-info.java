/** Synchronisation state: which chats are due and what range of them is known. */
@NullMarked
package com.tradingsystem.whatsapp.sync;

import org.jspecify.annotations.NullMarked;
