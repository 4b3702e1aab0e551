package com.tradingsystem.whatsapp.batch;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says how the next statements of a transaction are planned.
 *
 * <p>Only a plan of its own leaves out the chunks of a hypertable that a statement's constants exclude. Every other statement here
 * finds few rows by an index and is planned once a connection, which is most of what it would cost otherwise.
 */
public final class Plans {

    private static final String CUSTOM = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true)""";

    /** A plan that is kept may have been made while its tables were empty, and would then read them whole for ever. */
    private static final String GENERIC = """
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)""";

    private Plans() {}

    /** A plan for every execution. */
    public static void custom(Connection connection) throws SQLException {
        Pipeline.run(connection, CUSTOM);
    }

    /** One plan for all executions. */
    public static void generic(Connection connection) throws SQLException {
        Pipeline.run(connection, GENERIC);
    }
}
