/** Tests of watching the worker. */
@NullMarked
package com.tradingsystem.whatsapp.worker.ops;

import org.jspecify.annotations.NullMarked;
