package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.Nullable;

/**
 * What is written on an object for those who look at the store itself. The tables are the truth; a store may not keep it.
 *
 * <p>The same bytes are stored once, so an object carries the name under which they came first.
 *
 * @param contentType the content type a browser gets when it fetches the object from the store
 * @param fileName the sender's name for the file, in any characters and of any length
 */
public record ObjectLabel(String contentType, @Nullable String fileName) {

    /** A label without a file name. */
    public static ObjectLabel of(String contentType) {
        return new ObjectLabel(contentType, null);
    }
}
