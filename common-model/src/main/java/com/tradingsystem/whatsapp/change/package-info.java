/** Tells whoever may care, in this process or another, that something of a session was written. Never holds truth. */
@NullMarked
package com.tradingsystem.whatsapp.change;

import org.jspecify.annotations.NullMarked;
