package com.tradingsystem.whatsapp.local.demo;

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
}
