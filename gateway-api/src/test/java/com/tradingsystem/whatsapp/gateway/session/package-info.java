@NullMarked
package com.tradingsystem.whatsapp.gateway.session;

import org.jspecify.annotations.NullMarked;
