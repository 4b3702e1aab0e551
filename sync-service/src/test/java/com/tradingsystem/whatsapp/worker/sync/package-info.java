/** Tests of the queue of chats and the memory of what was pulled. */
@NullMarked
package com.tradingsystem.whatsapp.worker.sync;

import org.jspecify.annotations.NullMarked;
