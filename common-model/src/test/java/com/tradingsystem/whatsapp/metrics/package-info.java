@NullMarked
package com.tradingsystem.whatsapp.metrics;

import org.jspecify.annotations.NullMarked;
