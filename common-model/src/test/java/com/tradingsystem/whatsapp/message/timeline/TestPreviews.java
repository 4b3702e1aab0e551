package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Opens {@link EmbeddedPreviews} for tests of other packages. */
public final class TestPreviews {

    private TestPreviews() {}

    /** Previews of the messages in a database. */
    public static EmbeddedPreviews of(DataSource dataSource) {
        return new EmbeddedPreviews(
                JdbcClient.create(dataSource),
                new ReadSnapshot(new DataSourceTransactionManager(dataSource), new JdbcTemplate(dataSource)));
    }
}
