/** Media: which files messages carry, which are fetched, and the store they are kept in. */
@NullMarked
package com.tradingsystem.whatsapp.media;

import org.jspecify.annotations.NullMarked;
