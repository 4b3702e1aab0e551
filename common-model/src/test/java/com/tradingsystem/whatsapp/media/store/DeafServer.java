package com.tradingsystem.whatsapp.media.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port that lets nobody in and refuses nobody: it answers no attempt to connect, as behind a firewall that drops packets. */
public final class DeafServer implements AutoCloseable {

    /** No system makes the queue of one that asked for the shortest as long as this. */
    private static final int ENOUGH = 64;

    private final List<Socket> waiting = new ArrayList<>();
    private final ServerSocket server;

    /** Opens a free port of this machine. */
    public DeafServer() throws IOException {
        this(0);
    }

    /** Opens a port of this machine. */
    public DeafServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        while (isLetIn()) {
            if (waiting.size() > ENOUGH) {
                close();
                throw new IOException("the queue of the port does not fill");
            }
        }
    }

    /** Nobody accepts, so who is let in stays in the queue until that is full. */
    private boolean isLetIn() throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
