/** Ports that are asked for by name. */
@NullMarked
package com.tradingsystem.whatsapp.local.ports;

import org.jspecify.annotations.NullMarked;
