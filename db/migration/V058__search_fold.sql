-- Words are made of folded texts, see R__search.sql: ação meets ações, and phrases may hold words that the stop words swallowed. Rows
-- from before keep their vectors, and are found by the former query, until the sync worker has made them anew.

create text search dictionary whatsapp_gateway.portuguese_stem (template = pg_catalog.snowball, language = portuguese);

create text search configuration whatsapp_gateway.portuguese_folded (copy = pg_catalog.simple);

alter text search configuration whatsapp_gateway.portuguese_folded
  alter mapping for asciiword, asciihword, hword_asciipart, hword, hword_part, word with whatsapp_gateway.portuguese_stem;

-- Rows that are there are 0, new ones 1, also those of a gateway that is still to be updated: search_vector() folds for it.
alter table whatsapp_gateway.message_search add column fold smallint not null default 0;
alter table whatsapp_gateway.message_search alter column fold set default 1;

-- Serves the worker that makes them anew, and whoever asks whether there are any. Empty in the end.
create index message_search_to_fold on whatsapp_gateway.message_search (message_number) where fold = 0;
