@NullMarked
package com.tradingsystem.whatsapp.worker.media.thumbnail;

import org.jspecify.annotations.NullMarked;
