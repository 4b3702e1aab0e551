package com.tradingsystem.whatsapp.gateway.secrets;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which variables are unfit and what to do, in place of a stack trace. */
class WeakSecretsFailureAnalyzer extends AbstractFailureAnalyzer<WeakSecrets> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WeakSecrets cause) {
        String description =
                "The gateway does not start with these settings:\n\n  - " + String.join("\n  - ", cause.complaints());
        String action = """
                Make a secret of its own for each with

                    openssl rand -hex 32

                and set it in the environment or in .env. WAHA sends the webhook's token or signs with the webhook's key; whoever \
                queries sends the API's token.""";
        return new FailureAnalysis(description, action, cause);
    }
}
