/** Answers which sessions there are and how they are. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.session;

import org.jspecify.annotations.NullMarked;
