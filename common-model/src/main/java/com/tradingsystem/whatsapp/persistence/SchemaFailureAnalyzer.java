package com.tradingsystem.whatsapp.persistence;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a line that the schema is not one this version can bring up to date. */
final class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The database's schema was made by another version of this software, or a migration was changed after it had run.\n"
                        + cause.getMessage(),
                "Start the version that made it or a newer one; to go back, restore a backup (docs/operations.md).",
                failure);
    }
}
