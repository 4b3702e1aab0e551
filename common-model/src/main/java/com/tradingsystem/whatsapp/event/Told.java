package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.SessionName;

/** A fact with the session it belongs to and who says so. */
public record Told<F>(SessionName session, Testimony by, F fact) {}
