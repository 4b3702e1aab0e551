/** The stack as a whole. */
@NullMarked
package com.tradingsystem.whatsapp.local;

import org.jspecify.annotations.NullMarked;
