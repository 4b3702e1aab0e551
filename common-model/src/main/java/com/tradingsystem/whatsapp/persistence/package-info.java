/** The database as a whole: its migrations, its tiers and what it has to know of the configuration. Nothing else. */
@NullMarked
package com.tradingsystem.whatsapp.persistence;

import org.jspecify.annotations.NullMarked;
