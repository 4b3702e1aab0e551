@NullMarked
package com.tradingsystem.whatsapp.media;

import org.jspecify.annotations.NullMarked;
