/** Does once, before the gateway says that it is ready, what it will be asked to do all day. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.warmup;

import org.jspecify.annotations.NullMarked;
