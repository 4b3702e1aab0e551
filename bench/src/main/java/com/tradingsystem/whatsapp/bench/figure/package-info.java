/** What is measured, one figure a class. */
@NullMarked
package com.tradingsystem.whatsapp.bench.figure;

import org.jspecify.annotations.NullMarked;
