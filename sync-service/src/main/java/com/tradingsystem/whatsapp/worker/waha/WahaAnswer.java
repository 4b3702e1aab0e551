package com.tradingsystem.whatsapp.worker.waha;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * What came of a question to WAHA. Only {@link Success} has an answer; of the others, {@link NotReady} and {@link Unavailable} say nothing
 * about what was asked for and mean "later", the rest is about the very thing asked for.
 */
public sealed interface WahaAnswer<T> {

    /** The answer. */
    record Success<T>(T value) implements WahaAnswer<T> {}

    /**
     * The session is not in the state to answer.
     *
     * @param status WAHA's word for the state, or {@link #NO_SESSION}
     */
    record NotReady<T>(String status) implements WahaAnswer<T> {}

    /**
     * WAHA as a whole cannot be asked now.
     *
     * @param retryAfter how long to wait at least before anything is asked again
     */
    record Unavailable<T>(Trouble trouble, Duration retryAfter) implements WahaAnswer<T> {}

    /** There is no such thing. */
    record NotFound<T>() implements WahaAnswer<T> {}

    /**
     * WAHA does not do that: a bad parameter, or a feature its engine does not have. Asking again will not help.
     *
     * @param reason may name chats; not for logs
     */
    record Refused<T>(String reason) implements WahaAnswer<T> {}

    /**
     * WAHA failed at this very question, or answered with what cannot be read.
     *
     * @param reason may name chats; not for logs
     */
    record Broken<T>(String reason) implements WahaAnswer<T> {}

    /** The status of a session that does not exist. */
    String NO_SESSION = "ABSENT";

    /** Why WAHA cannot be asked. */
    enum Trouble {
        /** Nothing listens there, or the network is broken. */
        UNREACHABLE,
        /** No answer in time. */
        TIMEOUT,
        /** The answer ended in the middle. */
        CUT_OFF,
        /** Something other than WAHA answered, for example a proxy or a login page. */
        NOT_WAHA,
        /** WAHA or WhatsApp asks to be left alone for a while. */
        OVERLOADED,
        /** The API key is missing, wrong, or not good for this. */
        FORBIDDEN,
        /** Too much went wrong lately, so nothing was asked. */
        BREAKER_OPEN,
        /** Too many questions of our own are waiting, so this one was not asked. */
        BUSY
    }

    /** The same with another value. */
    default <R> WahaAnswer<R> map(Function<? super T, ? extends R> mapping) {
        return then(value -> new Success<>(mapping.apply(value)));
    }

    /** The answer to a further question, where this one was answered. */
    default <R> WahaAnswer<R> then(Function<? super T, WahaAnswer<R>> question) {
        return switch (this) {
            case Success<T>(T value) -> question.apply(value);
            case NotReady<T>(String status) -> new NotReady<>(status);
            case Unavailable<T>(Trouble trouble, Duration retryAfter) -> new Unavailable<>(trouble, retryAfter);
            case NotFound<T>() -> new NotFound<>();
            case Refused<T>(String reason) -> new Refused<>(reason);
            case Broken<T>(String reason) -> new Broken<>(reason);
        };
    }

    /** What happened, in a few words that name nobody. */
    default String summary() {
        return switch (this) {
            case Success<T> told -> "told";
            case NotReady<T>(String status) -> "session is " + status;
            case Unavailable<T>(Trouble trouble, Duration retryAfter) ->
                "WAHA is " + trouble.name().toLowerCase(Locale.ROOT);
            case NotFound<T> absent -> "unknown to WAHA";
            case Refused<T> refused -> "refused by WAHA";
            case Broken<T> broken -> "failed in WAHA";
        };
    }
}
