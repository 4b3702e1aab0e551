/** The command that repairs what an earlier version did wrong. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.repair;

import org.jspecify.annotations.NullMarked;
