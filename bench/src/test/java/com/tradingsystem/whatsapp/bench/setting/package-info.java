@NullMarked
package com.tradingsystem.whatsapp.bench.setting;

import org.jspecify.annotations.NullMarked;
