/** The health of the gateway. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.health;

import org.jspecify.annotations.NullMarked;
