/** Everything in one JVM, on a laptop: started in order, stopped in order. */
@NullMarked
package com.tradingsystem.whatsapp.local;

import org.jspecify.annotations.NullMarked;
