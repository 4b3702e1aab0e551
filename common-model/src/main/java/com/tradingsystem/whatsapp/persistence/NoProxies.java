package com.tradingsystem.whatsapp.persistence;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Lets Hibernate read entities by reflection alone. None has an association that would be loaded later, so there is nothing to make
 * proxies of, and the jars do without Byte Buddy, which is a tenth of them.
 */
public final class NoProxies implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
    }
}
