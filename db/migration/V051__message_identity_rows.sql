-- Carries the rows of the archive over to the tables of V050, in many transactions (see V051__message_identity_rows.sql.conf). Ended at
-- any moment it goes on where it stopped when it is started again; over an archive that is carried over it does nothing.

call whatsapp_gateway.carry_over_messages();

-- The tables are new to the planner, and pages are read from their indexes alone only once this has been here.
vacuum (analyze) whatsapp_gateway.message_keys;
vacuum (analyze) whatsapp_gateway.message_search;
vacuum (analyze) whatsapp_gateway.message_aliases;
vacuum (analyze) whatsapp_gateway.message_lids;
vacuum (analyze) whatsapp_gateway.message_receipts;
vacuum (analyze) whatsapp_gateway.message_reactions;
vacuum (analyze) whatsapp_gateway.message_edits;
vacuum (analyze) whatsapp_gateway.message_revocations;
vacuum (analyze) whatsapp_gateway.poll_votes;
vacuum (analyze) whatsapp_gateway.invitation_answers;
vacuum (analyze) whatsapp_gateway.media_downloads;
