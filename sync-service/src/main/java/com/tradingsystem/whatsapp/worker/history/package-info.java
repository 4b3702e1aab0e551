/** History: the chats that are due are claimed, walked back through time and written, one page and its cursor at a time. */
@NullMarked
package com.tradingsystem.whatsapp.worker.history;

import org.jspecify.annotations.NullMarked;
