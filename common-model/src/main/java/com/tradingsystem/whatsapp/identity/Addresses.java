package com.tradingsystem.whatsapp.identity;

/** Knows under which address everybody is kept: under their phone number's, where it is known. */
@FunctionalInterface
public interface Addresses {

    /** The address to keep {@code address} under; itself, unless it is a hidden id whose phone number is known. */
    Jid canonical(SessionName session, Jid address);
}
