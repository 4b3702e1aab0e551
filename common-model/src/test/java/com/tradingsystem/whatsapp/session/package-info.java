@NullMarked
package com.tradingsystem.whatsapp.session;

import org.jspecify.annotations.NullMarked;
