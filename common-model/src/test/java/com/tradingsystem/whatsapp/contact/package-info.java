@NullMarked
package com.tradingsystem.whatsapp.contact;

import org.jspecify.annotations.NullMarked;
