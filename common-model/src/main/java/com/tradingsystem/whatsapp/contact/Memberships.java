package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes {@code group_membership_events}: every change that was reported, and what follows from full lists.
 *
 * <p>A full list tells of everybody on it that they are present. Of everybody else who was heard of before its time it tells
 * that they are absent; that follows from the other rows alone, so it is worked out anew for the groups a batch touches, and
 * comes out the same whatever came first.
 */
final class Memberships {

    /** One thing told of one member. */
    record Entry(SessionName session, String group, String member, Instant at, String change, String role) {}

    private record GroupRef(SessionName session, String group) {}

    private static final Columns<Entry> COLUMNS = Columns.<Entry>of()
            .text("session_name", e -> e.session().value())
            .text("group_id", Entry::group)
            .text("member_id", Entry::member)
            .instant("at", Entry::at)
            .text("change", Entry::change)
            .text("role", Entry::role)
            .build();

    private static final MergedTable<Entry> TABLE = MergedTable.of(
                    "group_membership_events", COLUMNS, "session_name", "group_id", "member_id", "at", "change")
            .greatest("role")
            .build();

    private static final String MERGE_RENAMED = TABLE.distinct(
            "(select " + COLUMNS.names().replace("member_id", "kept_under as member_id") + " from %s) as r");

    private static final Columns<GroupRef> GROUPS = Columns.<GroupRef>of()
            .text("session_name", g -> g.session().value())
            .text("group_id", GroupRef::group)
            .build();

    private static final String NOT_ABSENT = """
            delete from whatsapp_gateway.group_membership_events a
             using %s
             where a.session_name = r.session_name and a.group_id = r.group_id and a.change = 'absent'
               and exists (select from whatsapp_gateway.group_membership_events p
                            where p.session_name = a.session_name and p.group_id = a.group_id
                              and p.member_id = a.member_id and p.at = a.at and p.change = 'present')""".formatted(GROUPS.unnest("r"));

    private static final String ABSENT = """
            with told as materialized (
              select t.session_name, t.group_id, t.member_id, t.at, t.change
                from %s
                join whatsapp_gateway.group_membership_events t
                  on t.session_name = r.session_name and t.group_id = r.group_id and t.change <> 'absent'),
            lists as (select distinct session_name, group_id, at from told where change = 'present'),
            heard as (select session_name, group_id, member_id, min(at) as since from told group by 1, 2, 3)
            insert into whatsapp_gateway.group_membership_events (session_name, group_id, member_id, at, change, role)
            select l.session_name, l.group_id, h.member_id, l.at, 'absent', 'left'
              from lists l
              join heard h on h.session_name = l.session_name and h.group_id = l.group_id and h.since < l.at
             where not exists (select from told p
                                where p.session_name = l.session_name and p.group_id = l.group_id
                                  and p.member_id = h.member_id and p.at = l.at and p.change = 'present')
            on conflict do nothing""".formatted(GROUPS.unnest("r"));

    private static final String GROUPS_OF = """
            select distinct e.session_name, e.group_id
              from %s
              join whatsapp_gateway.group_membership_events e
                on e.session_name = r.session_name and e.member_id = r.lid""";

    private Memberships() {}

    static void write(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            TABLE.merge(connection, entries);
            settle(
                    connection,
                    entries.stream()
                            .map(e -> new GroupRef(e.session(), e.group()))
                            .collect(Collectors.toSet()));
        }
    }

    /** Moves members from LIDs to phone numbers; returns how many rows. */
    static int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        Set<GroupRef> groups = Set.copyOf(Renaming.query(
                connection,
                renamings,
                GROUPS_OF,
                row -> new GroupRef(new SessionName(row.getString(1)), row.getString(2))));
        if (groups.isEmpty()) {
            return 0;
        }
        int moved = Renaming.move(connection, renamings, "group_membership_events", "member_id", MERGE_RENAMED, limit);
        settle(connection, groups);
        return moved;
    }

    private static void settle(Connection connection, Set<GroupRef> groups) throws SQLException {
        List<GroupRef> touched = List.copyOf(groups);
        GROUPS.run(connection, NOT_ABSENT, touched);
        GROUPS.run(connection, ABSENT, touched);
    }
}
