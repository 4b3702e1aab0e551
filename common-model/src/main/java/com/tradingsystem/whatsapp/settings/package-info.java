/** Explains wrong settings by the names of the variables that set them. */
@NullMarked
package com.tradingsystem.whatsapp.settings;

import org.jspecify.annotations.NullMarked;
