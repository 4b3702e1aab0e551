/** What became of files, the files themselves, and the way to ask for them again. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.media;

import org.jspecify.annotations.NullMarked;
