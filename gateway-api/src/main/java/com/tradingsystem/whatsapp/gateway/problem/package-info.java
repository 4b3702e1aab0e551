/** Error answers: RFC 9457 throughout, wherever the error was noticed. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.problem;

import org.jspecify.annotations.NullMarked;
