/** Bringing back what was lost. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.repair;

import org.jspecify.annotations.NullMarked;
