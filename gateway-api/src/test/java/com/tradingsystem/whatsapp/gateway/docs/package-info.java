@NullMarked
package com.tradingsystem.whatsapp.gateway.docs;

import org.jspecify.annotations.NullMarked;
