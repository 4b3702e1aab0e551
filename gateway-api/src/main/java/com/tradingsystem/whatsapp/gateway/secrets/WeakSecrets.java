package com.tradingsystem.whatsapp.gateway.secrets;

import java.util.List;

/** The configuration's secrets would not keep anybody out; the service does not start. Never says what the secrets are. */
public final class WeakSecrets extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> complaints;

    /** @param complaints sentences, each beginning with the name of a variable */
    public WeakSecrets(List<String> complaints) {
        super(String.join(" ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    List<String> complaints() {
        return complaints;
    }
}
