@NullMarked
package com.tradingsystem.whatsapp.gateway.access;

import org.jspecify.annotations.NullMarked;
