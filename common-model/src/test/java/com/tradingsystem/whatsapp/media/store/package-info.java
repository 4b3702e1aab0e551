/** The contract of object stores, and each adapter held to it. */
@NullMarked
package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.NullMarked;
