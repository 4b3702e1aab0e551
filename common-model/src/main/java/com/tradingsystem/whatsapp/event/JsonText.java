package com.tradingsystem.whatsapp.event;

/** JSON that is passed on as it is, free of what PostgreSQL cannot store. */
public record JsonText(String text) {}
