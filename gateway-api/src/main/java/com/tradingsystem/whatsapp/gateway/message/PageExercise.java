package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.gateway.warmup.Exercise;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.message.timeline.Stretch;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage;
import com.tradingsystem.whatsapp.message.timeline.TimelineQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a page of the chat that was written to last, as callers will, and writes it to nowhere. */
@Component
class PageExercise implements Exercise {

    private static final int LIMIT = 50;

    private final Timeline timeline;
    private final MessageView view;
    private final ObjectMapper json;

    PageExercise(Timeline timeline, MessageView view, ObjectMapper json) {
        this.timeline = timeline;
        this.view = view;
        this.json = json;
    }

    @Override
    public void run() throws IOException {
        Optional<SessionAddress> chat = timeline.newestChat();
        if (chat.isPresent()) {
            Optional<TimelinePage> page = timeline.quickPage(
                    chat.get().session(), chat.get().address(), true, TimelineQuery.ALL, Stretch.newest(LIMIT));
            if (page.isPresent()) {
                json.writeValue(OutputStream.nullOutputStream(), view.of(page.get()));
            }
        }
    }
}
