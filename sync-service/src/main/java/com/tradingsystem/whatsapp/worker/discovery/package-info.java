/** Discovery: looks which sessions WAHA has, which of their chats moved, and who is in their groups. */
@NullMarked
package com.tradingsystem.whatsapp.worker.discovery;

import org.jspecify.annotations.NullMarked;
