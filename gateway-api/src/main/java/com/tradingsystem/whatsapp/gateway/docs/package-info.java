/** The description of the interface, for machines and for people. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.docs;

import org.jspecify.annotations.NullMarked;
