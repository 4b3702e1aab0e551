/** Two sessions that live: years of history, and a story that goes on for as long as somebody listens. */
@NullMarked
package com.tradingsystem.whatsapp.local.demo;

import org.jspecify.annotations.NullMarked;
