/** What a run is told: where things are, and how large and how long it is to be. */
@NullMarked
package com.tradingsystem.whatsapp.bench.setting;

import org.jspecify.annotations.NullMarked;
