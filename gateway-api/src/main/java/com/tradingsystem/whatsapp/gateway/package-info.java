/** The front desk: receives WAHA's webhooks and answers queries. */
@NullMarked
package com.tradingsystem.whatsapp.gateway;

import org.jspecify.annotations.NullMarked;
