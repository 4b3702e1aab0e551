package com.tradingsystem.whatsapp.worker.media.download;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers that say nothing about the file that was asked for, only about who was asked. */
public sealed interface FileTrouble extends FileAnswer, FileOffer {

    /** WAHA did not accept the key. */
    record KeyRefused() implements FileTrouble {}

    /** Whoever was asked wants to be asked later. */
    record Busy(int status, @Nullable Duration retryAfter) implements FileTrouble {}

    /** Whoever was asked answered that they cannot, or something that makes no sense. */
    record Broken(int status) implements FileTrouble {}

    /** Nobody is there, or let anybody in before the time was up. */
    record Unreachable(String detail) implements FileTrouble {}

    /** Somebody is there and did not answer in time. */
    record Silent() implements FileTrouble {}
}
