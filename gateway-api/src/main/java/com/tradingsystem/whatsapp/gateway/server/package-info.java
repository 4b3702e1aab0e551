/** The HTTP server around the features: request ids, headers, metrics, limits. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.server;

import org.jspecify.annotations.NullMarked;
