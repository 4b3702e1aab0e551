/** Sessions: the WAHA sessions the archive has ever heard of, their state and their counters. */
@NullMarked
package com.tradingsystem.whatsapp.session;

import org.jspecify.annotations.NullMarked;
