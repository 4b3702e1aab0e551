/** Sessions: the WAHA sessions the archive has ever seen, their state and their counters. */
@NullMarked
package com.tradingsystem.whatsapp.session;

import org.jspecify.annotations.NullMarked;
