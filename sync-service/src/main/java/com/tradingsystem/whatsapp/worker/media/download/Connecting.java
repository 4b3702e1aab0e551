package com.tradingsystem.whatsapp.worker.media.download;

import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * How far a call got, to tell what it means that its time was up: before there was a connection nobody is there, whatever was
 * asked for; after that somebody is, and slow. OkHttp throws the same for both. For one call after the other; the events of a call
 * may come from several threads.
 */
final class Connecting extends EventListener {

    private volatile boolean isConnected;

    @Override
    public void callStart(Call call) {
        isConnected = false;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        isConnected = false; // the one of the pool was dead
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        isConnected = true;
    }

    /** What it means that the time was up. */
    FileTrouble timedOut(InterruptedIOException e) {
        return isConnected
                ? new FileTrouble.Silent()
                : new FileTrouble.Unreachable(e.getClass().getSimpleName());
    }
}
