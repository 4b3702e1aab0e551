package com.tradingsystem.whatsapp.local;

import java.util.function.Supplier;

/**
 * Which service a thread works for, so that its lines in the log can say so: both services share one JVM and with it one logging
 * system. A thread works for whom the thread works that started it.
 */
final class ServiceOfThread {

    private static final String NONE = "local-stack";

    private static final InheritableThreadLocal<String> NAME = new InheritableThreadLocal<>();

    private ServiceOfThread() {}

    /** Does something for a service, with all threads that this starts. */
    static <T> T during(String service, Supplier<T> work) {
        String before = NAME.get();
        NAME.set(service);
        try {
            return work.get();
        } finally {
            NAME.set(before);
        }
    }

    /** The service this thread works for; the stack itself if it is none. */
    static String name() {
        String name = NAME.get();
        return name == null ? NONE : name;
    }
}
