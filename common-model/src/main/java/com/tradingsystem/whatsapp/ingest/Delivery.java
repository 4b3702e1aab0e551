package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An event on its way to disk, and the sender who waits for it. Handed from the sender's thread to a committer's. */
final class Delivery {

    private final RawEvent raw;
    private final Reading reading;
    private final @Nullable Span sender;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** @param sender what its commit is part of in a trace */
    Delivery(RawEvent raw, Reading reading, @Nullable Span sender) {
        this.raw = raw;
        this.reading = reading;
        this.sender = sender;
    }

    RawEvent raw() {
        return raw;
    }

    Reading reading() {
        return reading;
    }

    @Nullable
    Span sender() {
        return sender;
    }

    Envelope envelope() {
        return switch (reading) {
            case Reading.Understood understood -> understood.envelope();
            case Reading.Unrecognised unrecognised -> unrecognised.envelope();
            case Reading.Malformed m -> throw new IllegalStateException("malformed deliveries are not taken in");
        };
    }

    int bytes() {
        return raw.body().length;
    }

    void complete(IngestReceipt receipt) {
        answer.complete(new Answer.Stored(receipt));
    }

    /** Does nothing if the sender has an answer already. */
    void refuse(Refusal refusal) {
        answer.complete(new Answer.Refused(refusal));
    }

    /** Whether its sender has an answer, or gave up waiting. */
    boolean isAnswered() {
        return answer.isDone();
    }

    /** Waits for the answer; a sender who gave up is refused and counts as answered. */
    Answer await(Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            refuse(Refusal.TIMEOUT);
            return answer.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            refuse(Refusal.STOPPING);
        }
    }

    /** What the sender is told. */
    sealed interface Answer {

        /** The event is on disk. */
        record Stored(IngestReceipt receipt) implements Answer {}

        /** Nothing is promised. */
        record Refused(Refusal refusal) implements Answer {}
    }
}
