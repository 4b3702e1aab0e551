-- All sessions with how much there is of each.
select s.*, c.total_messages_sent, c.total_messages_received, c.total_chats_count, c.total_contacts_count
  from whatsapp_gateway.sessions s
  left join whatsapp_gateway.session_counts c using (session_name)
 order by session_name;
