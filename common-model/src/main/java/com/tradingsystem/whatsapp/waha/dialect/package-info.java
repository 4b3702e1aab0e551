/** Hides how the engines of WAHA name and nest the same facts. */
@NullMarked
package com.tradingsystem.whatsapp.waha.dialect;

import org.jspecify.annotations.NullMarked;
