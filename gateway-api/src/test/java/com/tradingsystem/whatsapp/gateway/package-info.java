@NullMarked
package com.tradingsystem.whatsapp.gateway;

import org.jspecify.annotations.NullMarked;
