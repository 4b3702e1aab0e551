package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.session.KnownSession;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are shown.
 *
 * @param revokePolicy what to show of messages deleted for everyone, where the session does not say
 *     (WHATSAPP_REVOKE_POLICY)
 */
@ConfigurationProperties("whatsapp.messages")
record MessageSettings(@DefaultValue("keep") RevokePolicy revokePolicy) {

    /** What becomes of a message that was deleted for everyone. */
    enum RevokePolicy {
        /** It is shown as it was, and that it was deleted. */
        KEEP,
        /** It is kept but not shown. */
        HIDE,
        /** What it said is erased; until that is done it is not shown. */
        ERASE
    }

    boolean hidesDeletedIn(KnownSession session) {
        RevokePolicy policy = session.revokePolicy() == null
                ? revokePolicy
                : RevokePolicy.valueOf(session.revokePolicy().toUpperCase(Locale.ROOT));
        return policy != RevokePolicy.KEEP;
    }
}
