/** The queue of chats to pull: what is due, who has a lease on it, how far each run got and which range is known. */
@NullMarked
package com.tradingsystem.whatsapp.worker.sync;

import org.jspecify.annotations.NullMarked;
