@NullMarked
package com.tradingsystem.whatsapp.worker.search;

import org.jspecify.annotations.NullMarked;
