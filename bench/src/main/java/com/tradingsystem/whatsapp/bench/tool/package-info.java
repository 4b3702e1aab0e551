/** The stock tools that make load: wrk and pgbench. */
@NullMarked
package com.tradingsystem.whatsapp.bench.tool;

import org.jspecify.annotations.NullMarked;
