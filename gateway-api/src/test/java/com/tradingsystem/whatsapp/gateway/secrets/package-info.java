@NullMarked
package com.tradingsystem.whatsapp.gateway.secrets;

import org.jspecify.annotations.NullMarked;
