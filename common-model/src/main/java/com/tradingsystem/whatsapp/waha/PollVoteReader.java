package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code poll.vote} and {@code poll.vote.failed}: a vote. Every change of mind sends the whole choice again.
 */
final class PollVoteReader {

    private PollVoteReader() {}

    static void read(Delivery delivery) {
        Json vote = delivery.payload().get("vote");
        RawKey voteKey = RawKey.read(vote.get("id"));
        RawKey pollKey = RawKey.read(delivery.payload().get("poll").get("id"));
        // The poll's key is as the voter sees it: in direct chats its chat may be the account.
        Jid chat = voteKey.chat() == null ? pollKey.chat() : voteKey.chat();
        if (chat == null || pollKey.coreId() == null) {
            delivery.findings().lacks("poll");
            return;
        }
        Jid voter = voter(vote, voteKey, chat, delivery);
        if (voter == null) {
            delivery.findings().lacks("voter");
            return;
        }
        boolean failed = delivery.envelope().event().equals("poll.vote.failed")
                || !vote.get("selectedOptions").isArray();
        Json message = delivery.dialect().message(delivery.payload());
        Instant at = delivery.time(vote.get("timestamp"));
        delivery.findings().add(new PollVoted(pollKey.coreId(), chat, voter, options(vote), failed, at));
        delivery.findings().sighted(voter, delivery.dialect().pushName(message), null, at);
        delivery.findings().sighted(chat, at);
        delivery.dialect().collectPairs(message, delivery.findings().pairs());
    }

    private static List<String> options(Json vote) {
        return vote.get("selectedOptions").items().stream()
                .map(option -> option.get("name").or(option).text())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * NOWEB and the browsers name the voter in {@code from}; GOWS writes the chat there, but a participant in groups.
     * WPP's vote has the id of the poll, so who made that is not who voted.
     */
    private static @Nullable Jid voter(Json vote, RawKey key, Jid chat, Delivery delivery) {
        Jid participant = vote.get("participant").jid();
        if (participant != null) {
            return participant;
        }
        Boolean told = vote.get("fromMe").flag();
        if (Boolean.TRUE.equals(told == null ? key.fromMe() : told)) {
            Jid me = delivery.me().address();
            return me == null ? MessageIdentity.SOME_ACCOUNT : me;
        }
        Jid from = vote.get("from").jid();
        if (from != null && !MessageIdentity.isShared(from)) {
            return from;
        }
        return MessageIdentity.isShared(chat) ? key.participant() : chat;
    }
}
