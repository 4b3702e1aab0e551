@NullMarked
package com.tradingsystem.whatsapp.worker.media.download;

import org.jspecify.annotations.NullMarked;
