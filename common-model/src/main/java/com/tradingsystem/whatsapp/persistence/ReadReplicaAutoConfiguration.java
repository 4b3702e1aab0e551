package com.tradingsystem.whatsapp.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Sends transactions that only read to a replica, where {@code whatsapp.database.read-url} names one; everything else goes to the
 * database that is written to. What a replica answers may be as old as its lag.
 */
@AutoConfiguration(after = PersistenceDefaultsAutoConfiguration.class, before = DataSourceAutoConfiguration.class)
@ConditionalOnExpression("!'${whatsapp.database.read-url:}'.isBlank()")
@EnableConfigurationProperties(DataSourceProperties.class)
public final class ReadReplicaAutoConfiguration {

    @Bean(defaultCandidate = false)
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource writableDatabase(DataSourceProperties properties) {
        return properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
    }

    /** As the other, but for the URL; whether it is there is found out when it is asked. */
    @Bean(defaultCandidate = false)
    HikariDataSource readReplica(
            @Qualifier("writableDatabase") HikariDataSource writable,
            @Value("${whatsapp.database.read-url}") String url) {
        HikariConfig config = new HikariConfig();
        writable.copyStateTo(config);
        config.setJdbcUrl(url);
        config.setPoolName(writable.getPoolName() + "-read");
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Bean
    @Primary
    LazyConnectionDataSourceProxy dataSource(
            @Qualifier("writableDatabase") DataSource writable, @Qualifier("readReplica") DataSource replica) {
        LazyConnectionDataSourceProxy dataSource = new LazyConnectionDataSourceProxy(writable);
        dataSource.setReadOnlyDataSource(replica);
        return dataSource;
    }
}
