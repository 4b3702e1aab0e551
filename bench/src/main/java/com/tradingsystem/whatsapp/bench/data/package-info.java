/** Makes an archive to measure on: the same one every time. */
@NullMarked
package com.tradingsystem.whatsapp.bench.data;

import org.jspecify.annotations.NullMarked;
