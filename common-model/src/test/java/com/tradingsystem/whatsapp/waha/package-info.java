/** Golden files of every engine, and everything hostile that can arrive in their place. */
@NullMarked
package com.tradingsystem.whatsapp.waha;

import org.jspecify.annotations.NullMarked;
