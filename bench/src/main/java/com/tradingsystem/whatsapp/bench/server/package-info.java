/** What is measured: a database and a gateway in processes of their own. */
@NullMarked
package com.tradingsystem.whatsapp.bench.server;

import org.jspecify.annotations.NullMarked;
