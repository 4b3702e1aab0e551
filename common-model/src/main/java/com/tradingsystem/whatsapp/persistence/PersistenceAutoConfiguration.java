package com.tradingsystem.whatsapp.persistence;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.EntityManagerFactoryDependsOnPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says which tier the migrated database is on, and tells it how long to keep what. */
@AutoConfiguration(after = {FlywayAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(RetentionSettings.class)
public final class PersistenceAutoConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    FirstConnection firstConnection(DataSource dataSource) throws SQLException {
        return new FirstConnection(dataSource);
    }

    @Bean
    static EntityManagerFactoryDependsOnPostProcessor hibernateAfterFirstConnection() {
        return new EntityManagerFactoryDependsOnPostProcessor(FirstConnection.class);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Tier databaseTier(JdbcClient jdbc) {
        return Tier.of(jdbc);
    }

    @Bean
    @DependsOnDatabaseInitialization
    RetentionPolicies retentionPolicies(JdbcClient jdbc, RetentionSettings settings) {
        return new RetentionPolicies(jdbc, settings);
    }
}
