package com.tradingsystem.whatsapp.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class ContactMergeIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    @AfterContainer
    static void drop() {
        database.close();
    }

    @Property(tries = 200)
    void database_foldsLikeJava(@ForAll("facts") List<ContactUpdate> facts) throws SQLException {
        ContactUpdate folded = facts.stream().reduce(ContactUpdate::merge).orElseThrow();

        assertThat(row(facts)).isEqualTo(row(List.of(folded)));
    }

    @Provide
    Arbitrary<List<ContactUpdate>> facts() {
        return new MergeLawsTests().contacts().list().ofMinSize(2).ofMaxSize(4);
    }

    /** The row that is there after one statement for each. */
    private static String row(List<ContactUpdate> facts) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (ContactUpdate each : facts) {
                ContactTable.TABLE.mergeDistinct(connection, List.of(each));
            }
            try (ResultSet row = statement.executeQuery(
                    "select to_jsonb(c) - '{id,created_at,updated_at}'::text[] from whatsapp_gateway.contacts c")) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            } finally {
                connection.rollback();
            }
        }
    }
}
