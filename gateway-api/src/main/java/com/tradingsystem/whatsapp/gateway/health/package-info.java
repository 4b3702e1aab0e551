/** Tells whoever asks whether the gateway can do its work. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.health;

import org.jspecify.annotations.NullMarked;
