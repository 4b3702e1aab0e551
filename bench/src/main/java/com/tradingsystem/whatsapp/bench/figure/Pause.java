package com.tradingsystem.whatsapp.bench.figure;

final class Pause {

    private Pause() {}

    static void seconds(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
