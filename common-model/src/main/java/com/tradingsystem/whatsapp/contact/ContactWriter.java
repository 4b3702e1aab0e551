package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Addresses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes contacts, groups, labels and calls, so that any order and any repetition of a set of
 * events ends in the same rows.
 *
 * <p>Runs in the caller's transaction, which must hold the lock of every session it writes to. Stateless, safe for use by many
 * threads.
 */
public final class ContactWriter {

    /**
     * Merges what events say into what is stored.
     *
     * @param addresses knows the phone numbers of all LIDs that are mentioned
     */
    public void write(
            Connection connection,
            List<Stamped<InboundEvent>> events,
            List<Stamped<ContactSighting>> sightings,
            Addresses addresses)
            throws SQLException {
        ContactRows rows = new ContactRows(addresses);
        events.forEach(rows::add);
        sightings.forEach(rows::addSighting);
        rows.write(connection);
    }

    /**
     * Moves rows from LIDs to phone numbers: up to {@code limit} of each table.
     *
     * @return how many were moved
     */
    public int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        return ContactTable.rename(connection, renamings, limit)
                + Memberships.rename(connection, renamings, limit)
                + Labels.rename(connection, renamings, limit)
                + Calls.rename(connection, renamings);
    }
}
