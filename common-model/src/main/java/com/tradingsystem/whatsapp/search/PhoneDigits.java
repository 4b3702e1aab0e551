package com.tradingsystem.whatsapp.search;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The digits of Brazilian phone numbers, with and without country code, area code and the ninth digit that mobile numbers got. What is
 * indexed of a number and what is asked for of one have the shortest common form in common.
 */
final class PhoneDigits {

    private static final String COUNTRY = "55";
    private static final char NINTH = '9';
    private static final int AREA = 2;
    private static final int LOCAL = 8;

    private PhoneDigits() {}

    /** All digits under which a number is indexed; of what is no phone number only its own. */
    static Set<String> known(String digits) {
        Set<String> all = asked(digits);
        for (String national : Set.copyOf(all)) {
            if (national.length() == AREA + LOCAL || national.length() == AREA + LOCAL + 1) {
                all.add(national.substring(AREA));
            }
        }
        return all;
    }

    /** All digits under which a number is looked for: its own, and without country code and ninth digit. */
    static Set<String> asked(String digits) {
        Set<String> all = new LinkedHashSet<>();
        all.add(digits);
        String national = digits;
        if (digits.startsWith(COUNTRY) && (digits.length() == 12 || digits.length() == 13)) {
            national = digits.substring(COUNTRY.length());
        } else if (digits.startsWith("0") && (digits.length() == 11 || digits.length() == 12)) {
            national = digits.substring(1);
        }
        all.add(national);
        if (national.length() == AREA + LOCAL + 1 && national.charAt(AREA) == NINTH) {
            all.add(national.substring(0, AREA) + national.substring(AREA + 1));
        } else if (national.length() == LOCAL + 1 && national.charAt(0) == NINTH) {
            all.add(national.substring(1));
        }
        return all;
    }
}
