package com.tradingsystem.whatsapp.ingest.queue;

import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.SessionName;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event on its way to disk, and the sender who waits for it. Handed from the sender's thread to a committer's. */
public final class Delivery {

    private static final Pattern SESSION = Pattern.compile("[\\w. -]{1,100}");
    private static final Pattern EVENT = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,3}");
    private static final Pattern REQUEST = Pattern.compile("[\\w-]{1,64}");

    private final RawEvent raw;
    private final Reading reading;
    private final @Nullable StampedReading stamped;
    private final @Nullable Span sender;
    private final String session;
    private final int lane;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /**
     * @param lane the same number, from 0, for all deliveries of one chat
     * @param sender what its commit is part of in a trace
     */
    public Delivery(RawEvent raw, Reading reading, int lane, @Nullable Span sender) {
        this.raw = raw;
        this.reading = reading;
        this.lane = lane;
        this.sender = sender;
        SessionName name = envelope().session();
        session = name == null ? "" : name.value();
        stamped =
                name != null && reading instanceof Reading.Understood understood ? StampedReading.of(understood) : null;
    }

    /** The event as it came. */
    public RawEvent raw() {
        return raw;
    }

    /** What the reader made of it. */
    public Reading reading() {
        return reading;
    }

    /** What is to be merged of it; null if that is nothing. */
    @Nullable
    public StampedReading stamped() {
        return stamped;
    }

    @Nullable
    public Span sender() {
        return sender;
    }

    /** What it says of itself. */
    public Envelope envelope() {
        return switch (reading) {
            case Reading.Understood understood -> understood.envelope();
            case Reading.Unrecognised unrecognised -> unrecognised.envelope();
            case Reading.Malformed m -> throw new IllegalStateException("malformed deliveries are not taken in");
        };
    }

    /** The name of its session; empty if it names none. */
    public String session() {
        return session;
    }

    /**
     * Which delivery it is, for the log: no address and no text. What comes from outside is shown only if it looks like what it
     * should be.
     */
    public String label() {
        return "session " + shown(session, SESSION) + ", event "
                + shown(envelope().event(), EVENT) + ", request " + shown(raw.requestId(), REQUEST);
    }

    private static String shown(@Nullable String text, Pattern pattern) {
        return text != null && pattern.matcher(text).matches() ? text : "unknown";
    }

    /** Deliveries of one chat have one number, so that they are written one after the other. From 0. */
    int lane() {
        return lane;
    }

    int bytes() {
        return raw.body().length;
    }

    /** Tells the sender that the event is on disk. */
    public void complete(IngestReceipt receipt) {
        answer.complete(new Answer.Stored(receipt));
    }

    /** Does nothing if the sender has an answer already. */
    public void refuse(Refusal refusal) {
        answer.complete(new Answer.Refused(refusal));
    }

    /** Whether its sender has an answer, or gave up waiting. */
    boolean isAnswered() {
        return answer.isDone();
    }

    /**
     * Waits for the answer; a sender who gave up is refused and counts as answered.
     *
     * @param patience how long at most
     * @param ifBlocked how long if the session is blocked then
     */
    public Answer await(Duration patience, Duration ifBlocked, BooleanSupplier isBlocked) throws InterruptedException {
        try {
            Duration first = patience.compareTo(ifBlocked) < 0 ? patience : ifBlocked;
            if (!isAnsweredWithin(first) && isBlocked.getAsBoolean()) {
                refuse(Refusal.BLOCKED);
            }
            if (!isAnsweredWithin(patience.minus(first))) {
                refuse(Refusal.TIMEOUT);
            }
            return answer.join();
        } finally {
            refuse(Refusal.STOPPING);
        }
    }

    private boolean isAnsweredWithin(Duration time) throws InterruptedException {
        try {
            answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The sender's answer. */
    public sealed interface Answer {

        /** The event is on disk. */
        record Stored(IngestReceipt receipt) implements Answer {}

        /** Nothing is promised. */
        record Refused(Refusal refusal) implements Answer {}
    }
}
