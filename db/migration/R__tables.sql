-- What every table is, how it is joined, and what its columns mean, for whoever looks at them with a tool. Tables themselves are made and changed
-- by versioned migrations; what is said of them is edited here. docs/schema.md has the join paths in one place. Comments on columns that
-- a versioned migration made stay where they are.

comment on table whatsapp_gateway.sessions is
  'A WAHA session, whatever was ever heard of it. Every other table names it by session_name.';
comment on column whatsapp_gateway.sessions.id is 'A number for positions in lists; nothing refers to it.';
comment on column whatsapp_gateway.sessions.session_name is 'The name WAHA has for the session.';
comment on column whatsapp_gateway.sessions.disconnected_at is 'The newest word that the session stopped or failed.';
comment on column whatsapp_gateway.sessions.whatsapp_id is 'The address of the account behind the session.';
comment on column whatsapp_gateway.sessions.lid is 'The hidden id of that account.';
comment on column whatsapp_gateway.sessions.phone_number is 'The telephone number of that account, digits only.';
comment on column whatsapp_gateway.sessions.profile_name is 'The name that account shows to others.';
comment on column whatsapp_gateway.sessions.engine is 'The engine WAHA runs the session with, for example NOWEB.';
comment on column whatsapp_gateway.sessions.waha_version is 'The version of WAHA that reported on the session last.';
comment on column whatsapp_gateway.sessions.last_heartbeat_at is 'When the session last showed a sign of life.';
comment on column whatsapp_gateway.sessions.created_at is 'When the row was made, by the database''s clock.';
comment on column whatsapp_gateway.sessions.updated_at is 'When the row was last changed, by the database''s clock.';
comment on column whatsapp_gateway.sessions.metadata is 'For notes of your own; the services leave it alone.';

comment on table whatsapp_gateway.session_counters is
  'Parts of the counts of messages ever captured per session; sum over slot, or use the view session_counts.';
comment on column whatsapp_gateway.session_counters.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.session_counters.slot is 'Which part. There are several, so that writers seldom wait for each other.';
comment on column whatsapp_gateway.session_counters.messages_sent is 'Messages the account sent.';
comment on column whatsapp_gateway.session_counters.messages_received is 'Messages it received.';

comment on table whatsapp_gateway.contacts is
  'A person, group, channel or broadcast list as one session sees it. Joined by (session_name, whatsapp_id) with every column that holds an address, such as messages.chat_id, messages.from_whatsapp_id or group_participants.member_id.';
comment on column whatsapp_gateway.contacts.id is 'A number for positions in lists; nothing refers to it.';
comment on column whatsapp_gateway.contacts.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.contacts.contact_type is 'individual, group, broadcast or channel.';
comment on column whatsapp_gateway.contacts.name is 'The name in the account''s address book.';
comment on column whatsapp_gateway.contacts.name_at is 'When that name was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.push_name is 'The name the person chose.';
comment on column whatsapp_gateway.contacts.push_name_at is 'When that name was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.group_name is 'The name of a group, channel or list; null for people.';
comment on column whatsapp_gateway.contacts.group_name_at is 'When that name was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.group_description is 'The description of a group.';
comment on column whatsapp_gateway.contacts.group_description_at is 'When that description was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.group_owner is 'The address of a group''s owner.';
comment on column whatsapp_gateway.contacts.group_owner_at is 'When that owner was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.is_group is 'Whether contact_type is group.';
comment on column whatsapp_gateway.contacts.is_archived is 'Whether the chat is in the archive of the app.';
comment on column whatsapp_gateway.contacts.is_archived_at is 'When that was reported; the newest wins.';
comment on column whatsapp_gateway.contacts.first_seen_at is 'The earliest time of anything that mentioned the contact.';
comment on column whatsapp_gateway.contacts.last_seen_at is 'The latest time of anything that mentioned the contact.';
comment on column whatsapp_gateway.contacts.created_at is 'When the row was made, by the database''s clock.';
comment on column whatsapp_gateway.contacts.updated_at is 'When the row was last changed, by the database''s clock.';
comment on column whatsapp_gateway.contacts.metadata is 'For notes of your own; the services leave it alone.';

comment on table whatsapp_gateway.lid_links is
  'Which telephone number is behind a hidden id (LID). Several hidden ids may lead to one number. canonical_chat_id() looks here.';
comment on column whatsapp_gateway.lid_links.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.lid_links.lid is 'The hidden id, as an address (@lid).';
comment on column whatsapp_gateway.lid_links.phone is 'The address of the telephone number (@c.us).';
comment on column whatsapp_gateway.lid_links.learnt_at is 'When the archive learnt it.';

comment on table whatsapp_gateway.group_membership_events is
  'One thing reported of one member of a group: a change, or what a full list of members says. group_participants and group_participants_at() make the present state of it. Joined with contacts by (session_name, group_id) and (session_name, member_id) = (session_name, whatsapp_id).';
comment on column whatsapp_gateway.group_membership_events.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.group_membership_events.group_id is 'The group''s address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.group_membership_events.member_id is 'The member''s address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.group_membership_events.at is 'When it happened, or when the list was made.';
comment on column whatsapp_gateway.group_membership_events.role is 'participant, admin, superadmin, left, or a word still unknown.';

comment on table whatsapp_gateway.labels is 'A label of WhatsApp Business. Joined with chat_labels by (session_name, label_id).';
comment on column whatsapp_gateway.labels.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.labels.label_id is 'WhatsApp''s id of the label.';
comment on column whatsapp_gateway.labels.name is 'What it says.';
comment on column whatsapp_gateway.labels.color_hex is 'Its colour, as #rrggbb.';
comment on column whatsapp_gateway.labels.is_deleted is 'Whether it was deleted.';
comment on column whatsapp_gateway.labels.changed_at is 'When that was reported; the newest wins.';

comment on table whatsapp_gateway.chat_labels is
  'Whether a chat has a label. Joined with labels by (session_name, label_id), with contacts by (session_name, chat_id) = (session_name, whatsapp_id).';
comment on column whatsapp_gateway.chat_labels.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.chat_labels.chat_id is 'The chat''s canonical address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.chat_labels.label_id is 'The label; labels.label_id.';
comment on column whatsapp_gateway.chat_labels.is_assigned is 'Whether it has the label; false once it was taken away.';
comment on column whatsapp_gateway.chat_labels.changed_at is 'When that was reported; the newest wins.';

comment on table whatsapp_gateway.calls is
  'A call to the account. Joined with contacts by (session_name, from_whatsapp_id) = (session_name, whatsapp_id).';
comment on column whatsapp_gateway.calls.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.calls.call_id is 'WhatsApp''s id of the call.';
comment on column whatsapp_gateway.calls.from_whatsapp_id is 'Who called; contacts.whatsapp_id.';
comment on column whatsapp_gateway.calls.is_video is 'Whether it was a video call.';
comment on column whatsapp_gateway.calls.is_group is 'Whether it was a call of a group.';
comment on column whatsapp_gateway.calls.received_at is 'When it rang; null where only a later word came.';
comment on column whatsapp_gateway.calls.accepted_at is 'When it was taken; null if it was not, as far as is known.';
comment on column whatsapp_gateway.calls.rejected_at is 'When it was refused; null if it was not, as far as is known.';

comment on table whatsapp_gateway.message_keys is
  'The identity of each message, and the timeline: narrow, and without hypertable. Joined with messages by (session_name, chat_id, "timestamp", id), with tables that have message_number by id, and with what was said about messages by session_name, core_id and canonical_chat_id(session_name, chat_id).';
comment on column whatsapp_gateway.message_keys.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_keys.is_from_me is 'Whether the account itself sent it.';
comment on column whatsapp_gateway.message_keys."timestamp" is 'When it was sent; that of its row in messages.';
comment on column whatsapp_gateway.message_keys.message_type is 'messages.message_type, so that pages and counts need the key only.';
comment on column whatsapp_gateway.message_keys.has_media is 'messages.has_media, likewise.';

comment on table whatsapp_gateway.messages is
  'The messages. A hypertable by week of "timestamp" where there is TimescaleDB: name a range of time in every query. Joined with contacts by (session_name, chat_id) or (session_name, from_whatsapp_id) = (session_name, whatsapp_id), with message_keys by (session_name, chat_id, "timestamp", id), with media_downloads and message_search by id = message_number.';
comment on column whatsapp_gateway.messages.id is 'The message''s number; message_keys.id.';
comment on column whatsapp_gateway.messages.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.messages.chat_id is 'The chat''s canonical address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.messages."timestamp" is 'When it was sent, by the server of WhatsApp; to the second.';
comment on column whatsapp_gateway.messages.is_from_me is 'Whether the account itself sent it.';
comment on column whatsapp_gateway.messages.to_whatsapp_id is 'The other side: the account for what it received in a direct chat, else the chat; null where there is none.';
comment on column whatsapp_gateway.messages.message_type is 'text, image, video, audio, voice, document, sticker, file, location, live_location, contact, poll, or the engine''s word for another kind.';
comment on column whatsapp_gateway.messages.original_body is 'What it said before the first edit that counts; null if there was none.';
comment on column whatsapp_gateway.messages.edited_at is 'When it was last edited; null if never.';
comment on column whatsapp_gateway.messages.caption is 'The text of a message with a file; the same as body there, else null.';
comment on column whatsapp_gateway.messages.has_media is 'Whether it has a file; see media_downloads.';
comment on column whatsapp_gateway.messages.media_type is 'The kind of file: image, video, audio, voice, document, sticker or file.';
comment on column whatsapp_gateway.messages.media_mime_type is 'The type the sender gave the file.';
comment on column whatsapp_gateway.messages.media_size_bytes is 'The size the sender gave; media_downloads.file_size_bytes is what came.';
comment on column whatsapp_gateway.messages.media_filename is 'The name the sender gave the file.';
comment on column whatsapp_gateway.messages.is_forwarded is 'Whether it is marked as forwarded.';
comment on column whatsapp_gateway.messages.is_group is 'Whether the chat is a group.';
comment on column whatsapp_gateway.messages.is_broadcast is 'Whether the chat is a broadcast list, or the stories.';
comment on column whatsapp_gateway.messages.is_status is 'Whether it is a story.';
comment on column whatsapp_gateway.messages.quoted_participant is 'Who wrote the message it answers; null where not reported.';
comment on column whatsapp_gateway.messages.quoted_body is 'The text of the message it answers, as the answer carried it.';
comment on column whatsapp_gateway.messages.location_latitude is 'Of a place: degrees north.';
comment on column whatsapp_gateway.messages.location_longitude is 'Of a place: degrees east.';
comment on column whatsapp_gateway.messages.location_name is 'Of a place: its name.';
comment on column whatsapp_gateway.messages.location_address is 'Of a place: its address.';
comment on column whatsapp_gateway.messages.location_url is 'Of a place: a link to it.';
comment on column whatsapp_gateway.messages.contact_vcard is 'Of contact cards: the vCards, one after the other.';
comment on column whatsapp_gateway.messages.contact_name is 'Of contact cards: the names on them.';
comment on column whatsapp_gateway.messages.link_preview is 'Of a text with a link: the preview, as the engine reported it.';
comment on column whatsapp_gateway.messages.ack_status is 'ack in words: pending, server, delivered, read, played.';
comment on column whatsapp_gateway.messages.ack_timestamp is 'When it got there.';
comment on column whatsapp_gateway.messages.is_deleted is 'Whether it was deleted for everyone, by somebody who may.';
comment on column whatsapp_gateway.messages.deleted_at is 'When it was deleted; null if it was not.';
comment on column whatsapp_gateway.messages.deleted_by is 'Who deleted it, where reported.';
comment on column whatsapp_gateway.messages.source is 'app or api, as WAHA guesses.';
comment on column whatsapp_gateway.messages.sync_source is 'webhook or sync_service: how its content came to the archive.';
comment on column whatsapp_gateway.messages.content_at is 'When that was reported; see content_rank.';
comment on column whatsapp_gateway.messages.created_at is 'When the row was first written, by the database''s clock.';
comment on column whatsapp_gateway.messages.updated_at is 'When the row was last changed, by the database''s clock.';

comment on column whatsapp_gateway.message_search.message_number is 'The message; message_keys.id.';
comment on column whatsapp_gateway.message_search.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_search.chat_id is 'The chat; message_keys.chat_id.';
comment on column whatsapp_gateway.message_search."timestamp" is 'When it was sent; message_keys."timestamp".';
comment on column whatsapp_gateway.message_search.vector is 'The words, as search_vector() makes them; matched by search_query().';
comment on column whatsapp_gateway.message_search.fold is 'How the words were made: 1 of folded texts; 0 before that, and then matched by former_search_query() until the sync worker has made them anew.';

comment on table whatsapp_gateway.message_aliases is
  'The full ids of messages that were seen under several. Joined with message_keys by message_number = id.';
comment on column whatsapp_gateway.message_aliases.message_number is 'The message; message_keys.id.';
comment on column whatsapp_gateway.message_aliases.message_id is 'One of WAHA''s full ids of it.';

comment on table whatsapp_gateway.message_lids is
  'Messages that still show a hidden id, in whatever column. Joined with message_keys by message_number = id.';
comment on column whatsapp_gateway.message_lids.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_lids.lid is 'The hidden id; lid_links.lid once its number is known.';
comment on column whatsapp_gateway.message_lids.message_number is 'The message; message_keys.id.';

comment on column whatsapp_gateway.message_receipts.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_receipts.core_id is 'The message in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.message_receipts.server_at is 'When it reached the server.';
comment on column whatsapp_gateway.message_receipts.delivered_at is 'When it reached the participant''s device.';
comment on column whatsapp_gateway.message_receipts.read_at is 'When the participant read it.';
comment on column whatsapp_gateway.message_receipts.played_at is 'When the participant played it.';
comment on column whatsapp_gateway.message_receipts.error_at is 'When WhatsApp reported that it could not be delivered.';

comment on table whatsapp_gateway.message_reactions is 'The reaction of one person to one message; joined like message_receipts.';
comment on column whatsapp_gateway.message_reactions.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_reactions.chat_id is 'The chat, as reported; see message_receipts.chat_id.';
comment on column whatsapp_gateway.message_reactions.core_id is 'The message in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.message_reactions.reactor is 'Who reacted, as reported.';
comment on column whatsapp_gateway.message_reactions.reacted_at is 'When; the newest of a person wins.';

comment on column whatsapp_gateway.message_edits.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_edits.chat_id is 'The chat, as reported; see message_receipts.chat_id.';
comment on column whatsapp_gateway.message_edits.core_id is 'The message in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.message_edits.editor is 'Who edited, as reported.';
comment on column whatsapp_gateway.message_edits.edited_at is 'When; the newest that counts shows.';
comment on column whatsapp_gateway.message_edits.edit_id is 'The core id of the edit itself; on some engines that of the message.';
comment on column whatsapp_gateway.message_edits.body is 'The whole new text; null for an edit that could not be read, or was erased.';

comment on column whatsapp_gateway.message_revocations.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.message_revocations.chat_id is 'The chat, as reported; see message_receipts.chat_id.';
comment on column whatsapp_gateway.message_revocations.core_id is 'The message in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.message_revocations.revoked_at is 'When the deletion was asked for.';
comment on column whatsapp_gateway.message_revocations.told_by is 'Which event said so; the lowest wins.';

comment on table whatsapp_gateway.poll_votes is 'The vote of one person in one poll; joined like message_receipts.';
comment on column whatsapp_gateway.poll_votes.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.poll_votes.chat_id is 'The chat, as reported; see message_receipts.chat_id.';
comment on column whatsapp_gateway.poll_votes.core_id is 'The poll in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.poll_votes.voter is 'Who voted, as reported.';
comment on column whatsapp_gateway.poll_votes.selected_options is 'The whole current choice, a list of texts; empty once it was taken back.';
comment on column whatsapp_gateway.poll_votes.voted_at is 'When; the newest of a person wins.';

comment on table whatsapp_gateway.invitation_answers is 'The answer of one person to an invitation to an event; joined like message_receipts.';
comment on column whatsapp_gateway.invitation_answers.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.invitation_answers.chat_id is 'The chat, as reported; see message_receipts.chat_id.';
comment on column whatsapp_gateway.invitation_answers.core_id is 'The invitation in that chat; message_keys.core_id. It may not be here.';
comment on column whatsapp_gateway.invitation_answers.respondent is 'Who answered, as reported.';
comment on column whatsapp_gateway.invitation_answers.response is 'WAHA''s word, for example GOING; null if it could not be decrypted.';
comment on column whatsapp_gateway.invitation_answers.extra_guests is 'How many come along, where reported.';
comment on column whatsapp_gateway.invitation_answers.answered_at is 'When; the newest of a person wins.';

comment on table whatsapp_gateway.media_downloads is
  'The file of a message: the queue of what to fetch and the catalogue of what was fetched. Joined with message_keys by message_number = id, with messages by (session_name, chat_id, message_timestamp, message_number) = (session_name, chat_id, "timestamp", id).';
comment on column whatsapp_gateway.media_downloads.id is 'The download''s number.';
comment on column whatsapp_gateway.media_downloads.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.media_downloads.core_id is 'The message''s core id; message_keys.core_id.';
comment on column whatsapp_gateway.media_downloads.is_from_me is 'Whether the account itself sent it.';
comment on column whatsapp_gateway.media_downloads.message_id is 'WAHA''s full id of the message, by which the file is asked for.';
comment on column whatsapp_gateway.media_downloads.chat_id is 'The chat''s canonical address; message_keys.chat_id.';
comment on column whatsapp_gateway.media_downloads.content_at is 'When that was reported; see content_rank.';
comment on column whatsapp_gateway.media_downloads.content_event is 'Which event it is from; decides between two of the same time.';
comment on column whatsapp_gateway.media_downloads.media_url_at is 'When WAHA offered it there.';
comment on column whatsapp_gateway.media_downloads.media_type is 'The kind of file: image, video, audio, voice, document, sticker or file.';
comment on column whatsapp_gateway.media_downloads.media_size_bytes is 'The size the sender gave.';
comment on column whatsapp_gateway.media_downloads.media_filename is 'The name the sender gave the file.';
comment on column whatsapp_gateway.media_downloads.s3_bucket is 'Where WAHA put the file, if it keeps files in a store of its own: the bucket.';
comment on column whatsapp_gateway.media_downloads.s3_key is 'The key in that bucket.';
comment on column whatsapp_gateway.media_downloads.minio_bucket is 'The bucket of the archive''s own store.';
comment on column whatsapp_gateway.media_downloads.thumbnail_minio_key is 'Where its thumbnail is in the same bucket; null if it has none.';
comment on column whatsapp_gateway.media_downloads.download_status is
  'pending, downloading, completed, skipped, expired, gone, blocked or failed; docs/media.md says what each means.';
comment on column whatsapp_gateway.media_downloads.download_started_at is 'When a worker last began with it.';
comment on column whatsapp_gateway.media_downloads.download_completed_at is 'When it was in the store.';
comment on column whatsapp_gateway.media_downloads.download_error is 'Why the last attempt failed, for people.';
comment on column whatsapp_gateway.media_downloads.max_retries is 'After so many failed attempts it is given up.';
comment on column whatsapp_gateway.media_downloads.next_retry_at is 'Not tried again before; null means at once, or never where it was given up.';
comment on column whatsapp_gateway.media_downloads.file_hash is 'SHA-256 of the bytes. Files with the same bytes in a chat and month are one object.';
comment on column whatsapp_gateway.media_downloads.file_size_bytes is 'The size of what came.';
comment on column whatsapp_gateway.media_downloads.created_at is 'When the row was made, by the database''s clock.';
comment on column whatsapp_gateway.media_downloads.updated_at is 'When the row was last changed, by the database''s clock.';
comment on column whatsapp_gateway.media_downloads.metadata is 'For notes of your own; the services leave it alone.';

comment on table whatsapp_gateway.media_garbage is
  'Objects whose last message is gone; the media worker deletes them after a last look whether a message needs them again.';
comment on column whatsapp_gateway.media_garbage.bucket is 'The bucket; media_downloads.minio_bucket.';
comment on column whatsapp_gateway.media_garbage.object_key is 'The object; media_downloads.minio_key or thumbnail_minio_key.';
comment on column whatsapp_gateway.media_garbage.queued_at is 'When it was put here.';

comment on table whatsapp_gateway.deleted_messages is
  'Messages whose rows somebody deleted by hand, and whose keys the next enforce_retention() takes.';
comment on column whatsapp_gateway.deleted_messages.message_number is 'The message; message_keys.id.';

comment on table whatsapp_gateway.erasures is
  'Notes of people who were erased (erase_person()) and of their messages, as hashes: what is older than the note and names them is not stored again. Not for whatsapp_reader.';
comment on column whatsapp_gateway.erasures.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.erasures.subject_hash is
  'erasure_hash() of an address, or of an address, a blank and a core id: of a message by them or in their chat.';
comment on column whatsapp_gateway.erasures.erased_at is 'When; what was said later is new.';

comment on table whatsapp_gateway.sync_state is
  'A chat to pull from WAHA''s history, and how far that got: the queue of the sync worker. Joined with contacts by (session_name, chat_id) = (session_name, whatsapp_id), with sync_coverage by (session_name, chat_id).';
comment on column whatsapp_gateway.sync_state.id is 'The number by which complete_sync() and fail_sync() take the row.';
comment on column whatsapp_gateway.sync_state.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_state.chat_id is 'The chat''s canonical address, or all for all chats of the session at once.';
comment on column whatsapp_gateway.sync_state.sync_status is 'pending, syncing, completed or failed.';
comment on column whatsapp_gateway.sync_state.sync_type is 'full, incremental or manual.';
comment on column whatsapp_gateway.sync_state.sync_enabled is 'Off, the chat is left alone: switched off by an operator, or given up.';
comment on column whatsapp_gateway.sync_state.sync_started_at is 'When the running or the last sync began.';
comment on column whatsapp_gateway.sync_state.sync_completed_at is 'When the last sync ended.';
comment on column whatsapp_gateway.sync_state.last_successful_sync_at is 'When the last one ended well.';
comment on column whatsapp_gateway.sync_state.lease_owner is 'The worker that has the chat, while lease_until is in the future.';
comment on column whatsapp_gateway.sync_state.sync_error is 'Why the last attempt failed; null if it did not.';
comment on column whatsapp_gateway.sync_state.retry_count is 'Failed attempts in a row.';
comment on column whatsapp_gateway.sync_state.max_retries is 'After so many the chat is given up (sync_enabled is false).';
comment on column whatsapp_gateway.sync_state.created_at is 'When the row was made, by the database''s clock.';
comment on column whatsapp_gateway.sync_state.updated_at is 'When the row was last changed, by the database''s clock.';
comment on column whatsapp_gateway.sync_state.metadata is 'For notes of your own; the services leave it alone.';
comment on column whatsapp_gateway.sync_state.deepen_round is 'How often WAHA was asked again for older messages since the pairing.';

comment on table whatsapp_gateway.sync_coverage is
  'One pull of a chat: what was asked for, offered and stored. sync_ranges and sync_gaps add them up. Joined with sync_state by (session_name, chat_id).';
comment on column whatsapp_gateway.sync_coverage.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_coverage.started_at is 'When the pull began.';
comment on column whatsapp_gateway.sync_coverage.sync_type is 'full, incremental or manual.';
comment on column whatsapp_gateway.sync_coverage.asked_to is 'The newest time that was asked for.';
comment on column whatsapp_gateway.sync_coverage.offered_oldest is 'Time of the oldest message that was offered.';
comment on column whatsapp_gateway.sync_coverage.offered_newest is 'Time of the newest message that was offered.';
comment on column whatsapp_gateway.sync_coverage.offered_count is 'Messages that were offered.';
comment on column whatsapp_gateway.sync_coverage.pages is 'Pages that were asked for.';
comment on column whatsapp_gateway.sync_coverage.finished_at is 'When the pull ended; null while it runs.';

comment on table whatsapp_gateway.sync_sessions is
  'A session as WAHA''s REST interface shows it: when it is looked at next, and whether it is left alone or silent. Joined with sessions by session_name.';
comment on column whatsapp_gateway.sync_sessions.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_sessions.engine is 'The engine WAHA runs it with.';
comment on column whatsapp_gateway.sync_sessions.waha_started_at is 'When WAHA itself was started; another time than before means that it was restarted.';
comment on column whatsapp_gateway.sync_sessions.last_look_at is 'When its list of chats was looked at last.';
comment on column whatsapp_gateway.sync_sessions.look_error is 'Why the last look failed; null if it did not.';
comment on column whatsapp_gateway.sync_sessions.look_lease_until is 'A worker is looking until then; past it another may.';
comment on column whatsapp_gateway.sync_sessions.reconciled_at is 'When more than what obviously moved was compared last.';
comment on column whatsapp_gateway.sync_sessions.directory_lease_until is 'A worker is reading the directory until then; past it another may.';
comment on column whatsapp_gateway.sync_sessions.directory_error is 'Why the last reading failed; null if it did not.';
comment on column whatsapp_gateway.sync_sessions.pause_reason is 'Why it is left alone until paused_until.';
comment on column whatsapp_gateway.sync_sessions.last_claimed_at is 'When a chat of it was last taken by a worker; sessions take turns by it.';
comment on column whatsapp_gateway.sync_sessions.created_at is 'When the row was made, by the database''s clock.';
comment on column whatsapp_gateway.sync_sessions.updated_at is 'When the row was last changed, by the database''s clock.';

comment on table whatsapp_gateway.webhook_events is
  'An authentic delivery, byte for byte, with what became of it. A hypertable by day of arrival where there is TimescaleDB. Speaks of the message with (session_name, core_id) and its chat as reported; may hold what was erased elsewhere, so not for whatsapp_reader.';
comment on column whatsapp_gateway.webhook_events.id is 'A number; unique together with received_at.';
comment on column whatsapp_gateway.webhook_events.received_at is 'When it arrived.';
comment on column whatsapp_gateway.webhook_events.session_name is 'The session it names; null if it names none.';
comment on column whatsapp_gateway.webhook_events.event is 'WAHA''s name of the event.';
comment on column whatsapp_gateway.webhook_events.event_id is 'WAHA''s id of the event, the same on every retry.';
comment on column whatsapp_gateway.webhook_events.request_id is 'The id of the request it came with, as in the log.';
comment on column whatsapp_gateway.webhook_events.engine is 'The engine it is from.';
comment on column whatsapp_gateway.webhook_events.waha_version is 'The version of WAHA it is from.';
comment on column whatsapp_gateway.webhook_events.outcome is
  'stored, unrecognised (kept, not understood) or quarantined (kept, could not be merged); stored once a replay merged it.';
comment on column whatsapp_gateway.webhook_events.flags is 'Oddities that were repaired when it was read, with commas between them.';

comment on column whatsapp_gateway.settings.name is 'Which setting.';
comment on column whatsapp_gateway.settings.value is 'Its value, as text.';

do $$
begin
  if to_regclass('whatsapp_gateway.retired_hourly_stats') is not null then
    comment on column whatsapp_gateway.retired_hourly_stats.hour is 'The hour, by its beginning, in UTC.';
    comment on column whatsapp_gateway.retired_hourly_stats.session_name is 'The session; sessions.session_name.';
    comment on column whatsapp_gateway.retired_hourly_stats.chat_id is 'The chat''s canonical address; contacts.whatsapp_id.';
    comment on column whatsapp_gateway.retired_hourly_stats.message_type is 'messages.message_type.';
    comment on column whatsapp_gateway.retired_hourly_stats.message_count is 'Messages of that type.';
    comment on column whatsapp_gateway.retired_hourly_stats.media_count is 'Those with a file.';
    comment on column whatsapp_gateway.retired_hourly_stats.sent_count is 'Those the account sent.';
    comment on column whatsapp_gateway.retired_hourly_stats.received_count is 'Those it received.';
  end if;
end
$$;
