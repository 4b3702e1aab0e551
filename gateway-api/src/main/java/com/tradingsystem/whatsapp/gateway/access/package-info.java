/** Who may ask: API tokens, what they may do and which sessions they see. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.access;

import org.jspecify.annotations.NullMarked;
