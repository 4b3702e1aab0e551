package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.media.MediaOffer;
import com.tradingsystem.whatsapp.media.MediaQueue;
import com.tradingsystem.whatsapp.message.WrittenMessages;
import com.tradingsystem.whatsapp.message.WrittenMessages.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells the media queue of files in messages, and where the messages are. */
final class MediaRows {

    private final MediaQueue queue = new MediaQueue();

    /** Writes, and says whether there are files to fetch. */
    boolean write(Connection connection, List<Told<InboundEvent>> events, WrittenMessages written) throws SQLException {
        List<MediaOffer> offers = new ArrayList<>();
        for (Told<InboundEvent> told : events) {
            if (told.fact() instanceof InboundEvent.MessageSeen seen
                    && seen.message().content() instanceof MessageContent.Media content) {
                offers.add(offer(told, seen.message(), content, written));
            }
        }
        queue.offer(connection, offers);
        queue.follow(
                connection,
                written.moved().stream()
                        .map(key -> place(
                                key, Objects.requireNonNull(written.places().get(key))))
                        .toList());
        queue.erase(
                connection,
                written.erased().stream()
                        .map(ref -> new MediaQueue.Erased(ref.session(), ref.coreId()))
                        .toList());
        return !offers.isEmpty();
    }

    private static MediaOffer offer(
            Told<InboundEvent> told, ObservedMessage message, MessageContent.Media content, WrittenMessages written) {
        MessageKey key = new MessageKey(
                told.session(), message.id().coreId(), message.id().fromMe());
        Place place = Objects.requireNonNull(written.places().get(key));
        return new MediaOffer(
                key,
                told.by(),
                told.by().provenance() == Provenance.WEBHOOK ? 0 : 1,
                message.id().text(),
                place.chat(),
                place.timestamp(),
                content.kind(),
                content.pointer());
    }

    private static MediaQueue.Place place(MessageKey key, Place place) {
        return new MediaQueue.Place(key, place.chat(), place.timestamp());
    }
}
