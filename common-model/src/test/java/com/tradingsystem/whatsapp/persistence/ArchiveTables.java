package com.tradingsystem.whatsapp.persistence;

import java.util.List;

/** The tables that events are merged into, all with a column {@code session_name}. */
public final class ArchiveTables {

    public static final List<String> WRITTEN = List.of(
            "sessions",
            "contacts",
            "lid_links",
            "group_membership_events",
            "labels",
            "chat_labels",
            "calls",
            "message_keys",
            "messages",
            "message_aliases",
            "message_lids",
            "message_receipts",
            "message_reactions",
            "message_edits",
            "message_revocations",
            "poll_votes",
            "invitation_answers",
            "message_search",
            "media_downloads",
            "sync_state");

    private ArchiveTables() {}
}
