package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person, group, channel or broadcast list that an event mentioned.
 *
 * @param pushName the name the person chose for themself, where the event carried it
 * @param name the name of a group or the name in the address book, where the event carried it
 * @param at when the mentioning event happened
 */
public record ContactSighting(
        Jid contact, @Nullable String pushName, @Nullable String name, Instant at) {}
