/** The store that media files are kept in, behind one port: any S3, or a directory. */
@NullMarked
package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.NullMarked;
