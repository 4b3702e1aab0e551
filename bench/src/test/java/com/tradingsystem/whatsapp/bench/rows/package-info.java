@NullMarked
package com.tradingsystem.whatsapp.bench.rows;

import org.jspecify.annotations.NullMarked;
