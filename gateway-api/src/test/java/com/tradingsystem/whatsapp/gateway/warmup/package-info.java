@NullMarked
package com.tradingsystem.whatsapp.gateway.warmup;

import org.jspecify.annotations.NullMarked;
