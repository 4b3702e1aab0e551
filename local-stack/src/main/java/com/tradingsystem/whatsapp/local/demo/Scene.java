package com.tradingsystem.whatsapp.local.demo;

import java.util.List;

/** A short exchange that can be played by anybody, any time. */
record Scene(String title, Where where, List<Line> lines) {

    /** The kind of chat a scene belongs into. */
    enum Where {
        DIRECT,
        GROUP,
        STATUS,
        CHANNEL
    }
}
