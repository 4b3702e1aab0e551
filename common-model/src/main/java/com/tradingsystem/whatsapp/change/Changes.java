package com.tradingsystem.whatsapp.change;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Carries notifications of committed changes to listeners. Best effort: a listener may miss some, and polls from
 * time to time. Safe for use by many threads.
 */
public interface Changes {

    /**
     * Announces what is committed now. A reader that asks for a session's {@link Versions version} afterwards gets another one. Never
     * throws and never takes more than a moment.
     */
    void announce(Collection<Change> changes);

    /** Calls the listener, on any thread, for changes of all processes until the subscription is closed. It must not block. */
    Subscription subscribe(Consumer<Change> listener);

    /** Notifies listeners in this process; other processes find out by polling. */
    static Changes withinProcess() {
        return new LocalChanges();
    }

    /** Ends what {@link #subscribe} began. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
