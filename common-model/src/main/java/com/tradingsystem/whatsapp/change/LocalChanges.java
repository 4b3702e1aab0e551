package com.tradingsystem.whatsapp.change;

import java.util.Collection;
import java.util.function.Consumer;

/** Without Redis: those in the same process are told, the others find out by looking. */
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
