@NullMarked
package com.tradingsystem.whatsapp.gateway.contact;

import org.jspecify.annotations.NullMarked;
