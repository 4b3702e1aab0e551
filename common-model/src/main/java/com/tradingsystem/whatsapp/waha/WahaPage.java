package com.tradingsystem.whatsapp.waha;

import java.util.List;

/**
 * A part of a list.
 *
 * @param size how many entries WAHA gave; less than were asked for need not mean that it was the last page
 * @param entries those of them that can be read
 */
public record WahaPage<T>(int size, List<T> entries) {

    public WahaPage {
        entries = List.copyOf(entries);
    }
}
