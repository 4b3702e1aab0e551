/** The whole stack in a process of its own: started, asked, stopped and killed from outside. */
@NullMarked
package com.tradingsystem.whatsapp.local.stack;

import org.jspecify.annotations.NullMarked;
