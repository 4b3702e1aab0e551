package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.ingest.queue.Delivery;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.ArrayList;
import java.util.List;

/** The transaction of a batch as part of the trace of every event in it that is traced. */
final class CommitSpans {

    private final List<Span> spans;

    private CommitSpans(List<Span> spans) {
        this.spans = spans;
    }

    static CommitSpans start(Tracer tracer, List<Delivery> batch) {
        List<Span> spans = new ArrayList<>();
        for (Delivery delivery : batch) {
            Span sender = delivery.sender();
            if (sender != null && Boolean.TRUE.equals(sender.context().sampled())) {
                spans.add(tracer.spanBuilder()
                        .setParent(sender.context())
                        .name("ingest commit")
                        .tag("whatsapp.batch.events", batch.size())
                        .start());
            }
        }
        return new CommitSpans(spans);
    }

    void end() {
        spans.forEach(Span::end);
    }
}
