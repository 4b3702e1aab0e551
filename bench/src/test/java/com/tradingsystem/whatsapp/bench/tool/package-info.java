@NullMarked
package com.tradingsystem.whatsapp.bench.tool;

import org.jspecify.annotations.NullMarked;
