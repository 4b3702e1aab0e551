@NullMarked
package com.tradingsystem.whatsapp.gateway.message;

import org.jspecify.annotations.NullMarked;
