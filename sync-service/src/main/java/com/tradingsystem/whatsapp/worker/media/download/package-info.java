/** Downloads the files of messages from WAHA, from the S3 it keeps them in and from the origins that the settings allow. */
@NullMarked
package com.tradingsystem.whatsapp.worker.media.download;

import org.jspecify.annotations.NullMarked;
