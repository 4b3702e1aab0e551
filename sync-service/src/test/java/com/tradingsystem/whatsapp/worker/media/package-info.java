@NullMarked
package com.tradingsystem.whatsapp.worker.media;

import org.jspecify.annotations.NullMarked;
