@NullMarked
package com.tradingsystem.whatsapp.ingest.queue;

import org.jspecify.annotations.NullMarked;
