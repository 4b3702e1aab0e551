/** Small pictures of files that strangers made: read with bounds on pixels, memory and time, elsewhere than in this JVM where possible. */
@NullMarked
package com.tradingsystem.whatsapp.worker.media.thumbnail;

import org.jspecify.annotations.NullMarked;
