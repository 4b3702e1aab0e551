/** What the services share of synchronisation: requests for it, reports about it, and hints which chats moved. */
@NullMarked
package com.tradingsystem.whatsapp.sync;

import org.jspecify.annotations.NullMarked;
