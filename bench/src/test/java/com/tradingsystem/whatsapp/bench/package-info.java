@NullMarked
package com.tradingsystem.whatsapp.bench;

import org.jspecify.annotations.NullMarked;
