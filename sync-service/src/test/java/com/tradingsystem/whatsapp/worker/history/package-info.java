/** Tests of the walk through history. */
@NullMarked
package com.tradingsystem.whatsapp.worker.history;

import org.jspecify.annotations.NullMarked;
