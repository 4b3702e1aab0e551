package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.contact.ContactDirectory;
import com.tradingsystem.whatsapp.contact.PhoneVariants;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the chat that callers name in the path. */
@Component
public class ChatFinder {

    private final Aliases aliases;
    private final Timeline timeline;
    private final ContactDirectory contacts;

    ChatFinder(Aliases aliases, Timeline timeline, ContactDirectory contacts) {
        this.aliases = aliases;
        this.timeline = timeline;
        this.contacts = contacts;
    }

    /**
     * What there is of a chat under the address asked for or, only where there is nothing, under another spelling of the same phone
     * number. So a number that exists in both is each time the one that was asked for.
     *
     * @param look what there is under some addresses; empty if nothing is known of the chat under them
     * @throws ProblemException 404 if there is nothing under any spelling
     */
    public <T> T find(SessionName session, String chat, Function<ChatAddresses, Optional<T>> look) {
        return findAsked(chat, asked -> look.apply(aliases.of(session, asked)));
    }

    /** The same, where the addresses of the chat are found together with what there is. */
    <T> T findAsked(String chat, Function<Jid, Optional<T>> look) {
        Jid asked = ChatName.parse(chat);
        if (asked == null) {
            throw new ProblemException(ProblemType.CHAT_NOT_FOUND);
        }
        return Stream.concat(Stream.of(asked), Stream.of(asked).flatMap(one -> PhoneVariants.of(one).stream()))
                .flatMap(address -> look.apply(address).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.CHAT_NOT_FOUND));
    }

    /** Whether there ever was a message in the chat, or anything else that told of it. */
    public boolean isKnown(SessionName session, ChatAddresses chat) {
        return timeline.knows(session, chat.all()) || contacts.knowsAny(session, chat.all());
    }
}
