/** Tests of the sync worker as a whole. */
@NullMarked
package com.tradingsystem.whatsapp.worker;

import org.jspecify.annotations.NullMarked;
