-- Lets go of what V050 put out of the way, now that V051 has carried the rows over. What is done with messages by their new identity is
-- in the repeatable migrations, which follow.

-- Stood on the old keys; R__statistics.sql puts it on the new ones.
do $$
begin
  if to_regclass('whatsapp_gateway.retired_hourly_stats') is not null then
    create or replace view whatsapp_gateway.messages_hourly_stats as
    select hour, session_name, chat_id, message_type, message_count, media_count, sent_count, received_count
      from whatsapp_gateway.retired_hourly_stats;
  end if;
end
$$;

drop table whatsapp_gateway.former_message_keys, whatsapp_gateway.former_message_search, whatsapp_gateway.former_message_aliases,
  whatsapp_gateway.former_message_lids, whatsapp_gateway.former_message_receipts, whatsapp_gateway.former_message_reactions,
  whatsapp_gateway.former_message_edits, whatsapp_gateway.former_message_revocations, whatsapp_gateway.former_poll_votes,
  whatsapp_gateway.former_invitation_answers, whatsapp_gateway.former_deleted_messages;
drop procedure whatsapp_gateway.carry_over_messages();
drop procedure whatsapp_gateway.carry_over_references(text, text, text, text);
drop procedure whatsapp_gateway.carry_over(text, text, text, text);
drop function whatsapp_gateway.is_own_address(text, text);
drop table whatsapp_gateway.identity_steps;
