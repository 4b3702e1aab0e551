@NullMarked
package com.tradingsystem.whatsapp.gateway.stats;

import org.jspecify.annotations.NullMarked;
