/** What all lists have in common: query parameters, cursors, links. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.paging;

import org.jspecify.annotations.NullMarked;
