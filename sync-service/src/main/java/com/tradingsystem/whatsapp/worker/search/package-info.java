/** Makes the words anew by which messages of earlier versions are found. */
@NullMarked
package com.tradingsystem.whatsapp.worker.search;

import org.jspecify.annotations.NullMarked;
