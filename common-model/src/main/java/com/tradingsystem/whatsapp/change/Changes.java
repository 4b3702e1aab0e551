package com.tradingsystem.whatsapp.change;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Carries changes from who commits them to who wants to know. A courtesy: whoever listens may miss some, and looks by itself from
 * time to time. Safe for use by many threads.
 */
public interface Changes {

    /**
     * Tells of what is on disk now. Whoever asks for a session's {@link Versions version} afterwards gets another one. Never
     * throws and never takes more than a moment.
     */
    void announce(Collection<Change> changes);

    /** Calls the listener, on any thread, for changes of all processes until the subscription is closed. It must not block. */
    Subscription subscribe(Consumer<Change> listener);

    /** Those in the same process are told, the others find out by looking. */
    static Changes withinProcess() {
        return new LocalChanges();
    }

    /** Ends what {@link #subscribe} began. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
