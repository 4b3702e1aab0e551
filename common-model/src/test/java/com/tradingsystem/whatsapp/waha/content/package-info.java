/** Contents of messages, engine by engine. */
@NullMarked
package com.tradingsystem.whatsapp.waha.content;

import org.jspecify.annotations.NullMarked;
