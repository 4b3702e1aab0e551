@NullMarked
package com.tradingsystem.whatsapp.gateway.paging;

import org.jspecify.annotations.NullMarked;
