package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Knows what is to happen to messages deleted for everyone. */
@FunctionalInterface
public interface RevokePolicies {

    /** Those of the sessions whose policy is {@link RevokePolicy#ERASE}. */
    Set<SessionName> erasing(Connection connection, Set<SessionName> sessions) throws SQLException;
}
