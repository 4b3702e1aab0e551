/** Databases for tests. */
@NullMarked
package com.tradingsystem.whatsapp.persistence;

import org.jspecify.annotations.NullMarked;
