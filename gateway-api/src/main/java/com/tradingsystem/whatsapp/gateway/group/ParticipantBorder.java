package com.tradingsystem.whatsapp.gateway.group;

/**
 * Where a page of participants begins, as the text inside a cursor.
 *
 * @param isBelow whether the page is the one after this address; else the one before it
 */
record ParticipantBorder(boolean isBelow, String whatsappId) {

    private static final String BELOW = "below ";
    private static final String ABOVE = "above ";

    String text() {
        return (isBelow ? BELOW : ABOVE) + whatsappId;
    }

    /** @throws IllegalArgumentException if the text was not made here */
    static ParticipantBorder parse(String text) {
        boolean isBelow = text.startsWith(BELOW);
        if (!isBelow && !text.startsWith(ABOVE)) {
            throw new IllegalArgumentException("no side of a border");
        }
        return new ParticipantBorder(isBelow, text.substring(BELOW.length()));
    }
}
