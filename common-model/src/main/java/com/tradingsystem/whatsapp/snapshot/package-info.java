/** How the archive is read: every answer shows one moment of it. */
@NullMarked
package com.tradingsystem.whatsapp.snapshot;

import org.jspecify.annotations.NullMarked;
