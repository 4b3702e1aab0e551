package com.tradingsystem.whatsapp.bench.tool;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the statements in step with the schema. */
class BareSqlIntegrationTests {

    private static final Home HOME = new Home(Path.of(""));
    private static final Map<String, String> VARIABLES = Map.of(
            "session",
            "1",
            "chat",
            "1",
            "prefix",
            "551191",
            "core",
            "3EB0",
            "words",
            "bom dia",
            "oldest",
            "2026-01-01",
            "newest",
            "2026-01-01",
            "sent",
            "2026-01-01",
            "id",
            "1");
    private static final TestDatabase database = TestDatabase.create();

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bare/page.sql",
                "bare/contacts.sql",
                "bare/sessions.sql",
                "bare/message.sql",
                "bare/search.sql",
                "some-message.sql",
                "hold-session.sql",
                "sizes.sql",
                "circumstances.sql"
            })
    void statements_runOnTheSchema(String script) {
        assertThatCode(() -> run(HOME.sql(script))).doesNotThrowAnyException();
    }

    private static void run(String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Script script = Script.prepare(connection, text)) {
            script.run(VARIABLES);
        }
    }
}
