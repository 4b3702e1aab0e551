@NullMarked
package com.tradingsystem.whatsapp.gateway.problem;

import org.jspecify.annotations.NullMarked;
