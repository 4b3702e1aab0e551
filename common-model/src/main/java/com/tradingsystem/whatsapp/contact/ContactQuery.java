package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are asked for; newest first, by {@code first_seen_at}.
 *
 * @param contactType one of the four types; null for all
 * @param words part of a name in any case and with or without accents, or of a phone number; null for all
 * @param border the contact next to the page, which is not on it; null for the first page
 * @param limit how many at most
 */
public record ContactQuery(
        SessionName session,
        @Nullable String contactType,
        @Nullable String words,
        @Nullable Border border,
        int limit) {

    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]*");

    /**
     * A contact in the list, and which side of it is asked for.
     *
     * @param isBelow whether that is the page below, of the older ones; else the page above
     */
    public record Border(Instant firstSeenAt, long id, boolean isBelow) {}

    /** Whether the page ends at its border, and is found from there upwards. */
    boolean isUpwards() {
        return border != null && !border.isBelow();
    }

    /** The digits of the phone number that is asked for, or of a part of one; null where it is a name. */
    @Nullable
    String digits() {
        return words != null && PHONE_NUMBER.matcher(words.strip()).matches() ? words.replaceAll("[^0-9]", "") : null;
    }

    /** The same by the other spellings of the phone number asked for; none where it is only a part of one. */
    List<ContactQuery> otherSpellings() {
        String digits = digits();
        return digits == null
                ? List.of()
                : PhoneVariants.of(new Jid.Person(digits)).stream()
                        .map(other -> new ContactQuery(session, contactType, other.phoneNumber(), border, limit))
                        .toList();
    }
}
