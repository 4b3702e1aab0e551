/** Measures the gateway: each figure beside what the database alone does with the same work. */
@NullMarked
package com.tradingsystem.whatsapp.bench;

import org.jspecify.annotations.NullMarked;
