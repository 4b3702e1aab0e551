/** Parses JSON that strangers wrote into trees and texts which PostgreSQL can store. */
@NullMarked
package com.tradingsystem.whatsapp.waha.json;

import org.jspecify.annotations.NullMarked;
