package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tells who was an admin of a group when. Stateless, safe for use by many threads. */
public final class GroupRoles {

    /**
     * Whether a person was an admin of a group at a time.
     *
     * @param member the canonical address
     */
    public record Question(SessionName session, Jid group, Jid member, Instant at) {}

    private static final Columns<Question> COLUMNS = Columns.<Question>of()
            .text("session_name", q -> q.session().value())
            .text("group_id", q -> q.group().value())
            .text("member_id", q -> q.member().value())
            .instant("at", Question::at)
            .build();

    /**
     * What was last said of the member up to the time decides. Where nothing was, what was first said later tells what had been
     * before: a demoted member was an admin, and whom a list shows as one is taken to have been one.
     */
    private static final String ADMINS = """
            with word as (
              select r.session_name, r.group_id, r.member_id, r.at, e.at as said_at, e.change, e.role,
                     array_position(array['present', 'absent', 'join', 'promote', 'demote', 'leave'], e.change) as place
                from %s
                join whatsapp_gateway.group_membership_events e
                  on e.session_name = r.session_name and e.group_id = r.group_id
                left join whatsapp_gateway.lid_links l on l.session_name = e.session_name and l.lid = e.member_id
               where coalesce(l.phone, e.member_id) = r.member_id),
            before as (
              select distinct on (session_name, group_id, member_id, at) *,
                     change not in ('absent', 'leave') and role in ('admin', 'superadmin') as is_admin
                from word
               where said_at <= at
               order by session_name, group_id, member_id, at, said_at desc, place desc, role),
            later as (
              select distinct on (session_name, group_id, member_id, at) *,
                     change = 'demote' or (change = 'present' and role in ('admin', 'superadmin')) as is_admin
                from word
               where said_at > at and change <> 'absent'
               order by session_name, group_id, member_id, at, said_at, place, role)
            select session_name, group_id, member_id, at
              from (select * from before
                    union all
                    select * from later l
                     where not exists (select from before b
                                        where (b.session_name, b.group_id, b.member_id, b.at)
                                            = (l.session_name, l.group_id, l.member_id, l.at))) told
             where is_admin""".formatted(COLUMNS.unnest("r"));

    /** Those of the questions to which the answer is yes. */
    public Set<Question> admins(Connection connection, Collection<Question> questions) throws SQLException {
        return questions.isEmpty()
                ? Set.of()
                : Set.copyOf(COLUMNS.query(
                        connection,
                        ADMINS,
                        List.copyOf(Set.copyOf(questions)),
                        row -> new Question(
                                new SessionName(row.getString("session_name")),
                                Jid.of(row.getString("group_id")),
                                Jid.of(row.getString("member_id")),
                                SqlTime.get(row, "at"))));
    }
}
