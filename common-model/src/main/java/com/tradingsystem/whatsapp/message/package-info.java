/** Messages and what belongs to them: their identity, the order-free merge, and the pages they are read in. */
@NullMarked
package com.tradingsystem.whatsapp.message;

import org.jspecify.annotations.NullMarked;
