/** Hostile texts, numbers and times. */
@NullMarked
package com.tradingsystem.whatsapp.waha.json;

import org.jspecify.annotations.NullMarked;
