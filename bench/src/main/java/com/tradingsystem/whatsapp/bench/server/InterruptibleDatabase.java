package com.tradingsystem.whatsapp.bench.server;

import java.util.concurrent.atomic.AtomicBoolean;

/** Also closes a database where somebody ends the run with Ctrl-C. */
final class InterruptibleDatabase implements BenchDatabase {

    private final BenchDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    private InterruptibleDatabase(BenchDatabase database) {
        this.database = database;
    }

    static BenchDatabase of(BenchDatabase database) {
        InterruptibleDatabase interruptible = new InterruptibleDatabase(database);
        Runtime.getRuntime().addShutdownHook(new Thread(interruptible::close));
        return interruptible;
    }

    @Override
    public Address address() {
        return database.address();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            database.close();
        }
    }
}
