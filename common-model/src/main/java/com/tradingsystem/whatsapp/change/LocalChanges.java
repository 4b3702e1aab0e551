package com.tradingsystem.whatsapp.change;

import java.util.Collection;
import java.util.function.Consumer;

/** Without Redis: notifies listeners in this process; other processes find out by polling. */
final class LocalChanges implements Changes {

    private final Listeners listeners = new Listeners();

    @Override
    public void announce(Collection<Change> changes) {
        changes.forEach(listeners::publish);
    }

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        return listeners.add(listener);
    }
}
