/** How each engine and version of WAHA words what happened on a phone. Facts and their sources are in docs/local.md. Pure. */
@NullMarked
package com.tradingsystem.whatsapp.local.waha.dialect;

import org.jspecify.annotations.NullMarked;
