package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.SessionName;

/** Something a reading says, with its session and the stamp that decides between it and what others say. */
public record Stamped<F>(SessionName session, Stamp stamp, F value) {}
