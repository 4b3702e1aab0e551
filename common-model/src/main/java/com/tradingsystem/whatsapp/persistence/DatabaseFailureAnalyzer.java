package com.tradingsystem.whatsapp.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says in a line what keeps a service from its database, and what to change. The states are PostgreSQL's (its documentation,
 * appendix A); PgBouncer calls a wrong password a violation of the protocol.
 */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final String WHERE =
            "WHATSAPP_GATEWAY_DB_HOST, WHATSAPP_GATEWAY_DB_PORT and WHATSAPP_GATEWAY_DB_NAME";

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        String state = cause.getSQLState();
        if (state == null) {
            return null;
        }
        boolean isRefused = String.valueOf(cause.getMessage()).contains("authentication failed");
        return switch (isRefused ? "28P01" : state) {
            case "28P01", "28000" ->
                new FailureAnalysis(
                        "The database at " + address() + " does not let the user in.",
                        "Set WHATSAPP_GATEWAY_DB_USER and WHATSAPP_GATEWAY_DB_PASSWORD (and WHATSAPP_DB_USER and WHATSAPP_DB_PASSWORD, the"
                                + " owner's) to what the database knows.",
                        failure);
            case "3D000" ->
                new FailureAnalysis(
                        "There is no such database at " + address() + ".",
                        "Create it, or set " + WHERE + " to the one that is there.",
                        failure);
            case "42501" ->
                new FailureAnalysis(
                        "The database's user may not do what the service needs: " + cause.getMessage(),
                        "Let the schema's owner migrate it, and give the service's role its rights (docs/security.md).",
                        failure);
            case "08001", "08004", "08006", "57P03" ->
                new FailureAnalysis(
                        "The database at " + address() + " cannot be reached.",
                        "Start it, or set " + WHERE + " to where it is.",
                        failure);
            default -> null;
        };
    }

    /** Without what follows the question mark, which may be a password. */
    private String address() {
        return environment
                .getProperty("spring.datasource.url", "the configured address")
                .replaceFirst("\\?.*", "")
                .replaceFirst("^jdbc:", "");
    }
}
