@NullMarked
package com.tradingsystem.whatsapp.message.timeline;

import org.jspecify.annotations.NullMarked;
