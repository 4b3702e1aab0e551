package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.media.MediaOffer;
import com.tradingsystem.whatsapp.media.MediaQueue;
import com.tradingsystem.whatsapp.message.WrittenMessages;
import com.tradingsystem.whatsapp.message.WrittenMessages.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        queue.absorb(connection, written.absorbed());
        queue.offer(connection, offers);
        queue.follow(
                connection,
                written.moved().stream()
                        .map(place -> new MediaQueue.Place(place.number(), place.chat(), place.timestamp()))
                        .toList());
        queue.erase(
                connection,
                written.erased().stream().map(WrittenMessages.Erased::number).toList());
        return !offers.isEmpty();
    }

    private static MediaOffer offer(
            Told<InboundEvent> told, ObservedMessage message, MessageContent.Media content, WrittenMessages written) {
        Place place = written.placeOf(told.session(), message);
        return new MediaOffer(
                place.number(),
                told.session(),
                message.id().coreId(),
                message.id().fromMe(),
                told.by(),
                told.by().provenance() == Provenance.WEBHOOK ? 0 : 1,
                message.id().text(),
                place.chat(),
                place.timestamp(),
                content.kind(),
                content.pointer());
    }
}
