/** Keeps out what is older than a person's erasure, whatever way it comes by. */
@NullMarked
package com.tradingsystem.whatsapp.erasure;

import org.jspecify.annotations.NullMarked;
