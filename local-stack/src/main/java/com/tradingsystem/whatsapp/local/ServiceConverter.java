package com.tradingsystem.whatsapp.local;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The word {@code %service} in patterns of the log: the service that a line is from. */
public final class ServiceConverter extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return ServiceOfThread.name();
    }
}
