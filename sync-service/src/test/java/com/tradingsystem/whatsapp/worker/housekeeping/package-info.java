/** Tests of the housekeeping. */
@NullMarked
package com.tradingsystem.whatsapp.worker.housekeeping;

import org.jspecify.annotations.NullMarked;
