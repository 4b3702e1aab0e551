package com.tradingsystem.whatsapp.local.demo;

import org.jspecify.annotations.Nullable;

/**
 * One line of a scene.
 *
 * @param speaker who acts: {@link #ACCOUNT}, {@link #CUSTOMER}, or the letter of a group's member
 * @param text what is said, may begin with a file or the like in brackets; the emoji of a reaction; empty for a deletion
 */
record Line(Act act, char speaker, String text) {

    static final char ACCOUNT = '<';
    static final char CUSTOMER = '>';

    /** What is done, on the newest message there is to do it on. */
    enum Act {
        SAY,
        /** Say it as an answer to the newest message of somebody else. */
        ANSWER,
        /** React to the newest message. */
        REACT,
        /** Give the speaker's newest message another text. */
        EDIT,
        /** Delete the speaker's newest message for everyone. */
        REVOKE,
        /** The others vote in the newest poll; the first names the text's option. */
        VOTE
    }

    /** What stands in brackets at the beginning: the kind, and what follows it. Null where there is none. */
    @Nullable
    Prop prop() {
        int end = text.indexOf(']');
        if (!text.startsWith("[") || end < 0) {
            return null;
        }
        String[] inside = text.substring(1, end).split(" ", 2);
        return new Prop(
                inside[0],
                inside.length > 1 ? inside[1] : "",
                text.substring(end + 1).strip());
    }

    /**
     * A file, a place or another thing that is no text.
     *
     * @param caption what stands behind the brackets
     */
    record Prop(String kind, String details, String caption) {}
}
