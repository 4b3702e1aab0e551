package com.tradingsystem.whatsapp.persistence;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.PropertySource;

/**
 * Spring's own settings of the database, the same for both services, with the names they have in the environment. They rank below
 * everything a service or an operator says.
 */
@AutoConfiguration(
        before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, HibernateJpaAutoConfiguration.class
        })
@PropertySource("classpath:com/tradingsystem/whatsapp/persistence/defaults.properties")
public final class PersistenceDefaultsAutoConfiguration {}
