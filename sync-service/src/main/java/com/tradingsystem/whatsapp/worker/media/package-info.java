/** Fetches the files of messages into the object store: claims, downloads, looks at, stores and draws a thumbnail of each. */
@NullMarked
package com.tradingsystem.whatsapp.worker.media;

import org.jspecify.annotations.NullMarked;
