@NullMarked
package com.tradingsystem.whatsapp.change;

import org.jspecify.annotations.NullMarked;
