/** Tests of the demo. */
@NullMarked
package com.tradingsystem.whatsapp.local.demo;

import org.jspecify.annotations.NullMarked;
