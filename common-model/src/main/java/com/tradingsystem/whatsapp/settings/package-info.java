/** Says what is wrong with a setting in the words of whoever set it. */
@NullMarked
package com.tradingsystem.whatsapp.settings;

import org.jspecify.annotations.NullMarked;
