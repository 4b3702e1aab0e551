@NullMarked
package com.tradingsystem.whatsapp.bench.report;

import org.jspecify.annotations.NullMarked;
