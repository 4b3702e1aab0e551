package com.tradingsystem.whatsapp.gateway.group;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads groups, each time by one statement. Safe for use by many threads. */
@Component
class GroupReader {

    private static final String GROUP = """
            select c.group_name, c.group_name_at, c.group_description, c.group_description_at, c.group_owner,
                   coalesce(c.is_archived, false) as is_archived, c.first_seen_at, c.last_seen_at, p.participants, p.admins, e.reported_at
              from (select count(*) as participants, count(*) filter (where m.role in ('admin', 'superadmin')) as admins
                      from whatsapp_gateway.group_participants_at(:session, :group, 'infinity') m) p
             cross join lateral (
                    select max(o.at) as reported_at
                      from whatsapp_gateway.group_membership_events o
                     where o.session_name = :session and o.group_id = :group) e
              left join whatsapp_gateway.contacts c on c.session_name = :session and c.whatsapp_id = :group
             where c.id is not null or e.reported_at is not null""";

    private static final String PARTICIPANTS = """
            select p.member_id, p.role, p.since, c.name, c.push_name, c.phone_number,
                   array(select l.lid from whatsapp_gateway.lid_links l
                          where l.session_name = :session and l.phone = p.member_id order by l.lid) as lids
              from whatsapp_gateway.group_participants_at(:session, :group, :at) p
              left join whatsapp_gateway.contacts c on c.session_name = :session and c.whatsapp_id = p.member_id
             where (cast(:role as text) is null or p.role = :role)
               and (cast(:border as text) is null or case when :below then p.member_id > :border else p.member_id < :border end)
             order by case when :below then p.member_id end, p.member_id desc
             limit :limit""";

    /** {@code %s} is a comparison and a direction, so that the index is walked from the border on. */
    private static final String CHANGES = """
            select e.at, e.change, e.role, e.member_id, coalesce(l.phone, e.member_id) as canonical_id, c.name, c.push_name
              from (select o.at, o.change, o.role, o.member_id
                      from whatsapp_gateway.group_membership_events o
                     where o.session_name = :session and o.group_id = :group
                       and o.change in ('join', 'leave', 'promote', 'demote')
                       and (o.at, o.member_id, o.change) %1$s (:at, :member, :change)
                     order by o.at %2$s, o.member_id %2$s, o.change %2$s
                     limit :limit) e
              left join whatsapp_gateway.lid_links l on l.session_name = :session and l.lid = e.member_id
              left join whatsapp_gateway.contacts c on c.session_name = :session and c.whatsapp_id = coalesce(l.phone, e.member_id)
             order by e.at %2$s, e.member_id %2$s, e.change %2$s""";

    private static final String CHANGES_BELOW = CHANGES.formatted("<", "desc");
    private static final String CHANGES_ABOVE = CHANGES.formatted(">", "asc");

    private final ReadSnapshot snapshot;

    GroupReader(ReadSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The group; empty if nothing was ever reported of it. */
    Optional<Group> find(SessionName session, Jid group) {
        return read(jdbc -> jdbc.sql(GROUP)
                .param("session", session.value())
                .param("group", group.value())
                .query((row, n) -> new Group(
                        group.value(),
                        session.value(),
                        row.getString("group_name"),
                        SqlTime.find(row, "group_name_at"),
                        row.getString("group_description"),
                        SqlTime.find(row, "group_description_at"),
                        row.getString("group_owner"),
                        row.getInt("participants"),
                        row.getInt("admins"),
                        SqlTime.find(row, "reported_at"),
                        row.getBoolean("is_archived"),
                        SqlTime.find(row, "first_seen_at"),
                        SqlTime.find(row, "last_seen_at")))
                .optional());
    }

    /**
     * Who was in a group, by their addresses.
     *
     * @param at null for now
     * @param role null for everybody
     * @param border null to begin with the first
     * @return up to {@code limit} of those next to the border
     */
    List<Participant> participants(
            SessionName session,
            Jid group,
            @Nullable Instant at,
            @Nullable String role,
            @Nullable ParticipantBorder border,
            int limit) {
        boolean isBelow = border == null || border.isBelow();
        List<Participant> found = read(jdbc -> jdbc.sql(PARTICIPANTS)
                .param("session", session.value())
                .param("group", group.value())
                .param("at", SqlTime.of(at == null ? ChangeBorder.LAST : at))
                .param("role", role, Types.VARCHAR)
                .param("border", border == null ? null : border.whatsappId(), Types.VARCHAR)
                .param("below", isBelow)
                .param("limit", limit)
                .query(GroupReader::participant)
                .list());
        return isBelow ? found : found.reversed();
    }

    /** What changed in a group, newest first: up to {@code limit} of those next to the border. */
    List<MembershipChange> changes(SessionName session, Jid group, ChangeBorder border, int limit) {
        List<MembershipChange> found = read(jdbc -> jdbc.sql(border.isBelow() ? CHANGES_BELOW : CHANGES_ABOVE)
                .param("session", session.value())
                .param("group", group.value())
                .param("at", SqlTime.of(border.at()))
                .param("member", border.storedId())
                .param("change", border.change())
                .param("limit", limit)
                .query(GroupReader::change)
                .list());
        return border.isBelow() ? found : found.reversed();
    }

    private <T> T read(Function<JdbcClient, T> query) {
        return Objects.requireNonNull(snapshot.once(jdbc -> query.apply(JdbcClient.create(jdbc))));
    }

    private static Participant participant(ResultSet row, int n) throws SQLException {
        return new Participant(
                row.getString("member_id"),
                List.of((String[]) row.getArray("lids").getArray()),
                row.getString("name"),
                row.getString("push_name"),
                row.getString("phone_number"),
                row.getString("role"),
                SqlTime.get(row, "since"));
    }

    private static MembershipChange change(ResultSet row, int n) throws SQLException {
        return new MembershipChange(
                SqlTime.get(row, "at"),
                row.getString("change"),
                row.getString("canonical_id"),
                row.getString("name"),
                row.getString("push_name"),
                row.getString("role"),
                row.getString("member_id"));
    }
}
