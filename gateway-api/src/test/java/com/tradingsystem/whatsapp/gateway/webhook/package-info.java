@NullMarked
package com.tradingsystem.whatsapp.gateway.webhook;

import org.jspecify.annotations.NullMarked;
