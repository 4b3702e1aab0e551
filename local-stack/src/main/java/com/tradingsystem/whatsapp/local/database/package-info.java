/** A PostgreSQL of one's own in a directory, as durable as a real one. */
@NullMarked
package com.tradingsystem.whatsapp.local.database;

import org.jspecify.annotations.NullMarked;
