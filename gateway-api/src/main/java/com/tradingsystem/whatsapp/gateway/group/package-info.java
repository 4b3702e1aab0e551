/** Answers what is known of a group: what it is called, who is in it or was, and what changed. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.group;

import org.jspecify.annotations.NullMarked;
