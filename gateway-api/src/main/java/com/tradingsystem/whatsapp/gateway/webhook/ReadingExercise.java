package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.gateway.warmup.Exercise;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Reads an event that nobody sent; it is not accepted, so nothing comes of it. */
@Component
class ReadingExercise implements Exercise {

    private static final byte[] EVENT = """
            {"id":"evt_0","timestamp":1777896000000,"event":"message","session":"warm-up","engine":"GOWS",
             "me":{"id":"15550001111@c.us","lid":"90000000000001@lid","pushName":"Warm-up"},"environment":{"version":"2026.7.1"},
             "payload":{"id":"false_15550002222@c.us_3EB0C0FFEE","timestamp":1777896000,"from":"15550002222@c.us","fromMe":false,
              "body":"olá, tudo bem?","hasMedia":false,"media":null,"ack":2,"ackName":"DEVICE","replyTo":null,
              "_data":{"Info":{"Chat":"15550002222@s.whatsapp.net","Sender":"15550002222@s.whatsapp.net","ID":"3EB0C0FFEE",
                "Type":"text","PushName":"Ana","Timestamp":"2026-05-04T12:00:00Z"},"Message":{"conversation":"olá, tudo bem?"}}}}
            """.getBytes(StandardCharsets.UTF_8);

    private final WahaEventReader reader;
    private final InstantSource clock;

    ReadingExercise(WahaEventReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public void run() {
        reader.read(new RawEvent(EVENT, null, clock.instant()));
    }
}
