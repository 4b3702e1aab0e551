/** The store that media files are kept in, behind one port: a directory today, any S3 beside it. */
@NullMarked
package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.NullMarked;
