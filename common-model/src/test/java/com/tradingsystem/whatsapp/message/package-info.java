@NullMarked
package com.tradingsystem.whatsapp.message;

import org.jspecify.annotations.NullMarked;
