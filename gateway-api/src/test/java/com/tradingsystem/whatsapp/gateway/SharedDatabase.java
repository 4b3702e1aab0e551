package com.tradingsystem.whatsapp.gateway;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * One database for all tests of the module, so that they also share one running gateway. Each test keeps to sessions of its
 * own.
 */
public final class SharedDatabase {

    private static final TestDatabase database = TestDatabase.create();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    }

    private SharedDatabase() {}

    public static TestDatabase get() {
        return database;
    }

    static void register(DynamicPropertyRegistry registry) {
        database.register(registry);
    }
}
