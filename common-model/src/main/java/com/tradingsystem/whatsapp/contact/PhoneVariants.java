package com.tradingsystem.whatsapp.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.tradingsystem.whatsapp.identity.Jid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How else a mobile phone's number may be written. Some countries gave their mobile numbers another digit, or took one away, after
 * WhatsApp had registered them; WhatsApp keeps the form of that day, while people write the one of today, or the other way round.
 *
 * <p>Nothing here says that two addresses are the same person. It says where else to look when one of them is unknown.
 */
public final class PhoneVariants {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneVariants() {}

    /** The other spellings of a person's number, without the one given; empty for landlines, other countries and other addresses. */
    public static List<Jid.Person> of(Jid address) {
        return address instanceof Jid.Person person
                ? Arrays.stream(ExtraDigit.values())
                        .flatMap(rule -> rule.other(person.phoneNumber()).stream())
                        .map(Jid.Person::new)
                        .toList()
                : List.of();
    }

    /** A digit that some spellings of a country's mobile numbers have and others lack. All of them are 13 digits long with it. */
    private enum ExtraDigit {
        /** The ninth digit. Put before a landline's number it makes a valid one, of another person. */
        BRAZIL("55", 4, '9') {
            @Override
            boolean isMobile(String with, String without) {
                return typeOf(with) == PhoneNumberType.MOBILE && typeOf(without) != PhoneNumberType.FIXED_LINE;
            }
        },
        /** Gone since 2019. What is left does not tell mobile phones from landlines. */
        MEXICO("52", 2, '1') {
            @Override
            boolean isMobile(String with, String without) {
                return switch (typeOf(without)) {
                    case MOBILE, FIXED_LINE_OR_MOBILE -> true;
                    default -> false;
                };
            }
        },
        /** Dialled from abroad only. Without it, each mobile number looks like a landline's. */
        ARGENTINA("54", 2, '9') {
            @Override
            boolean isMobile(String with, String without) {
                return typeOf(with) == PhoneNumberType.MOBILE;
            }
        };

        private static final int LENGTH_WITH_IT = 13;

        private final String country;
        private final int place;
        private final char digit;

        ExtraDigit(String country, int place, char digit) {
            this.country = country;
            this.place = place;
            this.digit = digit;
        }

        abstract boolean isMobile(String with, String without);

        Optional<String> other(String number) {
            if (!number.startsWith(country)) {
                return Optional.empty();
            }
            if (number.length() == LENGTH_WITH_IT && number.charAt(place) == digit) {
                String without = number.substring(0, place) + number.substring(place + 1);
                return isMobile(number, without) ? Optional.of(without) : Optional.empty();
            }
            if (number.length() == LENGTH_WITH_IT - 1) {
                String with = number.substring(0, place) + digit + number.substring(place);
                return isMobile(with, number) ? Optional.of(with) : Optional.empty();
            }
            return Optional.empty();
        }

        PhoneNumberType typeOf(String number) {
            String national = number.substring(country.length());
            if (national.startsWith("0")) {
                return PhoneNumberType.UNKNOWN; // as a number it would be another one
            }
            return NUMBERS.getNumberType(new PhoneNumber()
                    .setCountryCode(Integer.parseInt(country))
                    .setNationalNumber(Long.parseLong(national)));
        }
    }
}
