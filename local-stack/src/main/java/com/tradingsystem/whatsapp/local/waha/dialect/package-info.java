/**
 * How each engine and version of WAHA words what happened on a phone: as captured from 2025.10.4, and as its sources and
 * documentation up to 2026.7.1 tell it. Pure.
 */
@NullMarked
package com.tradingsystem.whatsapp.local.waha.dialect;

import org.jspecify.annotations.NullMarked;
