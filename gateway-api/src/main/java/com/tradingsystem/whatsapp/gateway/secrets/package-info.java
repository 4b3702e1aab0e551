/** Secrets from the configuration: refused at start where they would not keep anybody out. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.secrets;

import org.jspecify.annotations.NullMarked;
