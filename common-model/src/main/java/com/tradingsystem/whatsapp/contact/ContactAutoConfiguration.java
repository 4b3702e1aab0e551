package com.tradingsystem.whatsapp.contact;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Offers what this package does to the services. */
@AutoConfiguration(before = JpaRepositoriesAutoConfiguration.class, after = JdbcClientAutoConfiguration.class)
@AutoConfigurationPackage // entities and repositories are found through it
@Import({ContactDirectory.class, Aliases.class, Links.class, DirectoryChanges.class})
public final class ContactAutoConfiguration {}
