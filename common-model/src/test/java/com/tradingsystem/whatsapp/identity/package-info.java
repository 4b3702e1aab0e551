/** Addresses and ids in all their forms. */
@NullMarked
package com.tradingsystem.whatsapp.identity;

import org.jspecify.annotations.NullMarked;
