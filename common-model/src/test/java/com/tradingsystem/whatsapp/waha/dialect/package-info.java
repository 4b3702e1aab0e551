/** The engines' differences. */
@NullMarked
package com.tradingsystem.whatsapp.waha.dialect;

import org.jspecify.annotations.NullMarked;
