@NullMarked
package com.tradingsystem.whatsapp.gateway.search;

import org.jspecify.annotations.NullMarked;
