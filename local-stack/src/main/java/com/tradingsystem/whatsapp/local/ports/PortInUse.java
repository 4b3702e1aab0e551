package com.tradingsystem.whatsapp.local.ports;

/** Somebody else listens on a port; the message is one line that says what to do. */
public final class PortInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUse(Port port, Throwable cause) {
        super(
                "port " + port.number() + " is in use: stop what listens there, or choose another with "
                        + port.variable(),
                cause);
    }
}
