package com.tradingsystem.whatsapp.contact;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(before = JpaRepositoriesAutoConfiguration.class, after = JdbcClientAutoConfiguration.class)
@AutoConfigurationPackage // entities and repositories are found through it
public final class ContactAutoConfiguration {

    @Bean
    ContactDirectory contactDirectory(ContactRepository contacts, Aliases aliases) {
        return new ContactDirectory(contacts, aliases);
    }

    @Bean
    Aliases aliases(JdbcClient jdbc) {
        return new Aliases(jdbc);
    }

    @Bean
    Links links(JdbcTemplate jdbc) {
        return new Links(jdbc);
    }

    @Bean
    DirectoryChanges directoryNews(JdbcClient jdbc) {
        return new DirectoryChanges(jdbc);
    }
}
