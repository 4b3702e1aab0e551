@NullMarked
package com.tradingsystem.whatsapp.gateway.media;

import org.jspecify.annotations.NullMarked;
