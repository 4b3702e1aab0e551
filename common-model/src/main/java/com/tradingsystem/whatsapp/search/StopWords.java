package com.tradingsystem.whatsapp.search;

import java.util.Set;

/**
 * Words that say nothing by themselves, folded. They are indexed, since phrases need them, and left out of what is asked for outside of
 * quotation marks. The same list is in {@code whatsapp_gateway.search_query()}.
 */
final class StopWords {

    static final Set<String> ALL = Set.of(
            "a", "ao", "aos", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "lhe", "me", "na", "nas", "no",
            "nos", "num", "numa", "o", "os", "ou", "para", "pela", "pelas", "pelo", "pelos", "por", "ce", "se", "seu",
            "seus", "sua", "suas", "te", "um", "uma");

    private StopWords() {}
}
