/** Tests of the sync worker against a WAHA that misbehaves. */
@NullMarked
package com.tradingsystem.whatsapp.local.sync;

import org.jspecify.annotations.NullMarked;
