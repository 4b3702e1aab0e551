package com.tradingsystem.whatsapp.gateway.paging;

import java.util.List;

/**
 * A page of a list that leads both ways, cut from what was found.
 *
 * @param entries those of the page, in the list's order
 * @param isMoreBelow whether the list goes on after the last of them
 * @param isMoreAbove whether there is anything before the first of them
 */
public record Portion<T>(List<T> entries, boolean isMoreBelow, boolean isMoreAbove) {

    /** Where a page begins. */
    public enum From {
        /** With the first entry of the list. */
        TOP,
        /** Below a border, with what follows it. */
        BELOW,
        /** Above a border, with what comes before it. */
        ABOVE;

        /** On which side of its border a page is, if it has one. */
        public static From of(boolean isFirst, boolean isBelow) {
            return isFirst ? TOP : isBelow ? BELOW : ABOVE;
        }
    }

    /**
     * Cuts a page.
     *
     * @param found up to one entry more than the page may have, in the list's order, nearest to the border
     */
    public static <T> Portion<T> of(List<T> found, int limit, From from) {
        boolean isThereMore = found.size() > limit;
        // The border itself lies on the side that the page was come to from.
        return from == From.ABOVE
                ? new Portion<>(isThereMore ? found.subList(1, limit + 1) : found, !found.isEmpty(), isThereMore)
                : new Portion<>(
                        isThereMore ? found.subList(0, limit) : found,
                        isThereMore,
                        from == From.BELOW && !found.isEmpty());
    }
}
