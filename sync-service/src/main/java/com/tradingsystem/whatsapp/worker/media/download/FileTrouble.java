package com.tradingsystem.whatsapp.worker.media.download;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers that say nothing about the file that was asked for, only about who was asked. */
public sealed interface FileTrouble extends FileAnswer, FileOffer {

    /** WAHA did not accept the key. */
    record KeyRefused() implements FileTrouble {}

    /** The server asks for a retry later. */
    record Busy(int status, @Nullable Duration retryAfter) implements FileTrouble {}

    /** The server answered that it failed, or something that makes no sense. */
    record Broken(int status) implements FileTrouble {}

    /** No connection, or none before the timeout. */
    record Unreachable(String detail) implements FileTrouble {}

    /** A connection, but no answer in time. */
    record Silent() implements FileTrouble {}
}
