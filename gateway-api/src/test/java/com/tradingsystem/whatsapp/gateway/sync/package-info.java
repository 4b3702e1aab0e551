/** Tests of what is answered about the sync. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.sync;

import org.jspecify.annotations.NullMarked;
