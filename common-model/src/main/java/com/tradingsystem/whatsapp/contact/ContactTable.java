package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes {@code contacts}, by the rules of {@link ContactUpdate#merge}. */
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

    private static final String OWNER_IS_NEWER = """
            (e.group_owner_at is not null and (c.group_owner_at is null or e.group_owner_at > c.group_owner_at
              or e.group_owner_at = c.group_owner_at
             and e.group_owner_told_by collate "C" < c.group_owner_told_by collate "C"))""";

    private static final String ARCHIVED_IS_NEWER = """
            (e.is_archived_at is not null and (c.is_archived_at is null
              or (e.is_archived_at, e.is_archived) > (c.is_archived_at, c.is_archived)))""";

    private static final String MERGE = """
            insert into whatsapp_gateway.contacts as c (%COLUMNS%)
            select %COLUMNS% from %s
            on conflict (session_name, whatsapp_id) do update
               set name                 = case when %NAME% then e.name else c.name end,
                   name_at              = greatest(c.name_at, e.name_at),
                   push_name            = case when %PUSH_NAME% then e.push_name else c.push_name end,
                   push_name_at         = greatest(c.push_name_at, e.push_name_at),
                   group_name           = case when %GROUP_NAME% then e.group_name else c.group_name end,
                   group_name_at        = greatest(c.group_name_at, e.group_name_at),
                   group_description    = case when %DESCRIPTION% then e.group_description else c.group_description end,
                   group_description_at = greatest(c.group_description_at, e.group_description_at),
                   group_owner          = case when %OWNER% then e.group_owner else c.group_owner end,
                   group_owner_told_by  = case when %OWNER% then e.group_owner_told_by else c.group_owner_told_by end,
                   group_owner_at       = greatest(c.group_owner_at, e.group_owner_at),
                   is_archived          = case when %ARCHIVED% then e.is_archived else c.is_archived end,
                   is_archived_at       = greatest(c.is_archived_at, e.is_archived_at),
                   first_seen_at        = least(c.first_seen_at, e.first_seen_at),
                   last_seen_at         = greatest(c.last_seen_at, e.last_seen_at),
                   updated_at           = clock_timestamp()
             where e.first_seen_at < c.first_seen_at or e.last_seen_at > c.last_seen_at
                or %NAME% or %PUSH_NAME% or %GROUP_NAME% or %DESCRIPTION% or %OWNER% or %ARCHIVED%""".replace("%COLUMNS%", COLUMNS.names())
            .replace("%NAME%", isNewer("name"))
            .replace("%PUSH_NAME%", isNewer("push_name"))
            .replace("%GROUP_NAME%", isNewer("group_name"))
            .replace("%DESCRIPTION%", isNewer("group_description"))
            .replace("%OWNER%", OWNER_IS_NEWER)
            .replace("%ARCHIVED%", ARCHIVED_IS_NEWER)
            .replace(" e.", " excluded.")
            .replace("(e.", "(excluded.");

    /** A person's row under a LID becomes, or is merged into, that under the phone number. */
    private static final String MERGE_RENAMED = MERGE.replace(
            "%s",
            "(select "
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

    static void write(Connection connection, List<ContactUpdate> facts) throws SQLException {
        if (!facts.isEmpty()) {
            COLUMNS.run(connection, MERGE.formatted(COLUMNS.unnest("r")), facts);
        }
    }

    /** Moves contacts and owners from LIDs to phone numbers; returns how many. */
    static int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        return Renaming.move(connection, renamings, "contacts", "whatsapp_id", MERGE_RENAMED, limit)
                + Renaming.update(connection, renamings, RENAME_OWNERS);
    }

    private static String isNewer(String column) {
        return """
                (e.%1$s_at is not null and (c.%1$s_at is null
                  or (e.%1$s_at, e.%1$s collate "C") > (c.%1$s_at, c.%1$s collate "C")))""".formatted(column);
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
