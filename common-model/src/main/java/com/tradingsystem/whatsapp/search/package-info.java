/** How texts become words that meet: the fold of texts, numbers and emoji, and what is asked for. Knows no tables of messages' writers. */
@NullMarked
package com.tradingsystem.whatsapp.search;

import org.jspecify.annotations.NullMarked;
