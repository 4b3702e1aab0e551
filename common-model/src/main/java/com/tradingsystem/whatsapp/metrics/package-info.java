/** What both services do to the metrics of the libraries they use. */
@NullMarked
package com.tradingsystem.whatsapp.metrics;

import org.jspecify.annotations.NullMarked;
