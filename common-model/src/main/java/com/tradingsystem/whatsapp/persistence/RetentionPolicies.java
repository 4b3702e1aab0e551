package com.tradingsystem.whatsapp.persistence;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells the database at every start how long it keeps what.
 *
 * <p>Several services may start at once: each statement is atomic by itself, and the last one to speak of a setting brings the
 * background jobs in line with it.
 */
final class RetentionPolicies implements InitializingBean {

    private final JdbcClient jdbc;
    private final RetentionSettings settings;

    RetentionPolicies(JdbcClient jdbc, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql("""
                        insert into whatsapp_gateway.settings as s (name, value)
                        values ('events_retention_days', :events), ('retention_days', :messages)
                        on conflict (name) do update set value = excluded.value where s.value <> excluded.value
                        """)
                .param("events", Long.toString(settings.events().toDays()))
                .param("messages", Long.toString(settings.messages().toDays()))
                .update();
        jdbc.sql("select whatsapp_gateway.configure_policies()").query().singleRow();
    }
}
