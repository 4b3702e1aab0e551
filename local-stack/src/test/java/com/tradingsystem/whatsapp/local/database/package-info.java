/** The local database, killed in every way. */
@NullMarked
package com.tradingsystem.whatsapp.local.database;

import org.jspecify.annotations.NullMarked;
