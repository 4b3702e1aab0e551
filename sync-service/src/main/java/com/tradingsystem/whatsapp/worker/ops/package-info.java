/** Watching the worker: numbers for those who measure, and health for those who ask. */
@NullMarked
package com.tradingsystem.whatsapp.worker.ops;

import org.jspecify.annotations.NullMarked;
