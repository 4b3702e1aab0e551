package com.tradingsystem.whatsapp.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port on 127.0.0.1.
 *
 * @param variable what a person changes to get another one
 */
public record Port(int number, String variable) {

    /**
     * Sees to it that somebody can listen there.
     *
     * @throws PortInUse if somebody else does
     */
    public void requireFree() {
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new PortInUse(this, e);
        }
    }
}
