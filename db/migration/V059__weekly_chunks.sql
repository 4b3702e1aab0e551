-- New chunks of messages hold a week. What a page of a chat costs is above all how many chunks it is planned for: with a message now and
-- then, a page of 50 lay in 36 daily chunks and lies in 6 weekly ones. Chunks that are there keep their length until retention removes them.

do $$
begin
  if whatsapp_gateway.tier() <> 'plain' then
    execute format('select %I.set_chunk_time_interval(%L::regclass, interval ''7 days'')',
                   whatsapp_gateway.schema_of_extension('timescaledb'), 'whatsapp_gateway.messages');
  end if;
end
$$;
