package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes {@code contacts}. */
final class ContactTable {

    private static final Columns<ContactUpdate> COLUMNS = Columns.<ContactUpdate>of()
            .text("session_name", f -> f.session().value())
            .text("whatsapp_id", f -> f.address().value())
            .text("contact_type", f -> f.address().contactType())
            .text("phone_number", f -> f.address() instanceof Jid.Person person ? person.phoneNumber() : null)
            .text("name", text(ContactUpdate::name))
            .instant("name_at", at(ContactUpdate::name))
            .text("push_name", text(ContactUpdate::pushName))
            .instant("push_name_at", at(ContactUpdate::pushName))
            .text("group_name", text(ContactUpdate::groupName))
            .instant("group_name_at", at(ContactUpdate::groupName))
            .text("group_description", text(ContactUpdate::description))
            .instant("group_description_at", at(ContactUpdate::description))
            .text(
                    "group_owner",
                    f -> f.owner() == null ? null : f.owner().address().value())
            .instant("group_owner_at", f -> f.owner() == null ? null : f.owner().at())
            .text(
                    "group_owner_told_by",
                    f -> f.owner() == null ? null : f.owner().stampId())
            .bool("is_archived", f -> f.archived() != null && f.archived().is())
            .instant(
                    "is_archived_at",
                    f -> f.archived() == null ? null : f.archived().at())
            .instant("first_seen_at", ContactUpdate::firstSeen)
            .instant("last_seen_at", ContactUpdate::lastSeen)
            .build();

    static final MergedTable<ContactUpdate> TABLE = MergedTable.of("contacts", COLUMNS, "session_name", "whatsapp_id")
            .constant("contact_type", "phone_number")
            .newest("name_at", "name")
            .newest("push_name_at", "push_name")
            .newest("group_name_at", "group_name")
            .newest("group_description_at", "group_description")
            .newestThenLowest("group_owner_at", "group_owner_told_by", "group_owner")
            .newest("is_archived_at", "is_archived")
            .least("first_seen_at")
            .greatest("last_seen_at")
            .touching("updated_at = clock_timestamp()")
            .build();

    /** A person's row under a LID becomes, or is merged into, that under the phone number. */
    private static final String MERGE_RENAMED = TABLE.distinct("(select "
            + COLUMNS.names()
                    .replace("whatsapp_id", "kept_under as whatsapp_id")
                    .replace("phone_number", "split_part(kept_under, '@', 1) as phone_number")
            + " from %s) as r");

    private static final String RENAME_OWNERS = """
            update whatsapp_gateway.contacts c
               set group_owner = r.phone, updated_at = clock_timestamp()
              from %s
             where c.session_name = r.session_name and c.group_owner = r.lid and c.group_owner like '%%@lid'""";

    private ContactTable() {}

    /** Moves contacts and owners from LIDs to phone numbers; returns how many. */
    static int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        return Renaming.move(connection, renamings, "contacts", "whatsapp_id", MERGE_RENAMED, limit)
                + Renaming.update(connection, renamings, RENAME_OWNERS);
    }

    private static Function<ContactUpdate, @Nullable String> text(Function<ContactUpdate, @Nullable NewestText> part) {
        return facts -> {
            NewestText told = part.apply(facts);
            return told == null ? null : told.text();
        };
    }

    private static Function<ContactUpdate, @Nullable Instant> at(Function<ContactUpdate, @Nullable NewestText> part) {
        return facts -> {
            NewestText told = part.apply(facts);
            return told == null ? null : told.at();
        };
    }
}
