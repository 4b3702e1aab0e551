package com.tradingsystem.whatsapp.gateway;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The one gateway on the one database that all tests share which do nothing to either. */
public abstract class RunningGateway extends GatewayUnderTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        SharedDatabase.register(registry);
    }

    /** Rows of a session that no other test knows. */
    protected static ArchiveRows newSession(String name) {
        return new ArchiveRows(SharedDatabase.get(), name).session();
    }

    protected static String newName() {
        return "s-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
