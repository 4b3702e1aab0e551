/** Statements that go to the server together. */
@NullMarked
package com.tradingsystem.whatsapp.batch;

import org.jspecify.annotations.NullMarked;
