package com.tradingsystem.whatsapp.batch;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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

    /** Remembered in settings of the transaction, as nothing else knows what somebody before has chosen. */
    private static final String CUSTOM_FOR_NOW = """
            select set_config('whatsapp_gateway.plan_cache_mode', current_setting('plan_cache_mode'), true),
                   set_config('whatsapp_gateway.enable_seqscan', current_setting('enable_seqscan'), true),
                   set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true)""";

    private static final String AS_BEFORE = """
            select set_config('plan_cache_mode', current_setting('whatsapp_gateway.plan_cache_mode'), true),
                   set_config('enable_seqscan', current_setting('whatsapp_gateway.enable_seqscan'), true)""";

    private Plans() {}

    /** What is asked or run of a hypertable. */
    @FunctionalInterface
    public interface Statement<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** A plan for every execution. */
    public static void custom(Connection connection) throws SQLException {
        Pipeline.run(connection, CUSTOM);
    }

    /** A plan of its own for a statement, which must be no other scope; those after it are planned as those before. */
    public static <T extends @Nullable Object> T custom(Connection connection, Statement<T> statement)
            throws SQLException {
        Pipeline.run(connection, CUSTOM_FOR_NOW);
        T result = statement.run();
        Pipeline.run(connection, AS_BEFORE);
        return result;
    }

    /** One plan for all executions. */
    public static void generic(Connection connection) throws SQLException {
        Pipeline.run(connection, GENERIC);
    }
}
