-- Serves the list of what changed in a group, newest first. Full lists of participants, which are most of the table, are no changes.

create index if not exists group_membership_changes on whatsapp_gateway.group_membership_events (session_name, group_id, at, member_id, change)
  where change in ('join', 'leave', 'promote', 'demote');
