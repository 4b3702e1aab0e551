package com.tradingsystem.whatsapp.local.waha.dialect;

/** The engines of WAHA whose wording is known well enough to be imitated. */
public enum Engine {
    NOWEB,
    GOWS
}
