/** The fake WAHA, held to what is known of the real one. */
@NullMarked
package com.tradingsystem.whatsapp.local.waha;

import org.jspecify.annotations.NullMarked;
