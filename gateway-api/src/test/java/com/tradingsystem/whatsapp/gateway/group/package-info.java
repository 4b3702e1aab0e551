@NullMarked
package com.tradingsystem.whatsapp.gateway.group;

import org.jspecify.annotations.NullMarked;
