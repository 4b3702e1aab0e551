package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Stamped;
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
    boolean write(Connection connection, List<Stamped<InboundEvent>> events, WrittenMessages written)
            throws SQLException {
        List<MediaOffer> offers = new ArrayList<>();
        for (Stamped<InboundEvent> stamped : events) {
            if (stamped.value() instanceof InboundEvent.MessageSeen seen
                    && seen.message().content() instanceof MessageContent.Media content) {
                offers.add(offer(stamped, seen.message(), content, written));
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
            Stamped<InboundEvent> stamped,
            ObservedMessage message,
            MessageContent.Media content,
            WrittenMessages written) {
        Place place = written.placeOf(stamped.session(), message);
        return new MediaOffer(
                place.number(),
                stamped.session(),
                message.id().coreId(),
                message.id().fromMe(),
                stamped.stamp(),
                stamped.stamp().provenance() == Provenance.WEBHOOK ? 0 : 1,
                message.id().text(),
                place.chat(),
                place.timestamp(),
                content.kind(),
                content.pointer());
    }
}
