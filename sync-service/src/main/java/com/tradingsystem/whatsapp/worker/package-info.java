/** The sync worker. */
@NullMarked
package com.tradingsystem.whatsapp.worker;

import org.jspecify.annotations.NullMarked;
