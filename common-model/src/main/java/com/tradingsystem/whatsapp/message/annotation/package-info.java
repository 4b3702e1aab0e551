/**
 * What others say about a message: reactions, votes, receipts, edits, revocations. Who may change a message, and what of all that
 * was said counts.
 */
@NullMarked
package com.tradingsystem.whatsapp.message.annotation;

import org.jspecify.annotations.NullMarked;
