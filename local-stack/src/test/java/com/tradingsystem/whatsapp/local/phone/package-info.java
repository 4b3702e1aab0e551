/** Tests of the phone. */
@NullMarked
package com.tradingsystem.whatsapp.local.phone;

import org.jspecify.annotations.NullMarked;
