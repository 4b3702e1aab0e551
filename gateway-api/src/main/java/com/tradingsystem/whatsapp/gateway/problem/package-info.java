/** What is answered when something is wrong: RFC 9457 throughout, whoever noticed it. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.problem;

import org.jspecify.annotations.NullMarked;
