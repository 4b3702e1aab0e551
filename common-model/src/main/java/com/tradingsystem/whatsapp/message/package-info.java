/** Messages as they are written: their identity, the order-free merge, and the rows it ends in. */
@NullMarked
package com.tradingsystem.whatsapp.message;

import org.jspecify.annotations.NullMarked;
