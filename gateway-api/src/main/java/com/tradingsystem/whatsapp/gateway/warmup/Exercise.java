package com.tradingsystem.whatsapp.gateway.warmup;

/** Something that is to be warm before the first caller asks for it. Leaves nothing behind. */
@FunctionalInterface
public interface Exercise {

    /** Does it once; short, for it is repeated. */
    void run() throws Exception;
}
