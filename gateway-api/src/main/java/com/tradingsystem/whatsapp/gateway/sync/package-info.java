/** How the pull of history stands, and the ways to ask for more of it. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.sync;

import org.jspecify.annotations.NullMarked;
