-- The newest 50 contacts of a session, and whether there are more.
select id, session_name, whatsapp_id, contact_type, name, push_name, phone_number, group_name, group_description, group_owner, is_archived,
       first_seen_at, last_seen_at, metadata
  from whatsapp_gateway.contacts
 where session_name = 'bench-1'
 order by first_seen_at desc, id desc
 limit 51;
