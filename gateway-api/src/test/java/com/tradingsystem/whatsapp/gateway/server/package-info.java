@NullMarked
package com.tradingsystem.whatsapp.gateway.server;

import org.jspecify.annotations.NullMarked;
