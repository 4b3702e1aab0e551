-- Serve the lists of files: those of a session and those of a chat, newest first.

create index if not exists media_downloads_of_session on whatsapp_gateway.media_downloads (session_name, message_timestamp desc, id desc);
create index if not exists media_downloads_of_chat on whatsapp_gateway.media_downloads (session_name, chat_id, message_timestamp desc, id desc);
