@NullMarked
package com.tradingsystem.whatsapp.search;

import org.jspecify.annotations.NullMarked;
