package com.tradingsystem.whatsapp.gateway.health;

import com.tradingsystem.whatsapp.gateway.warmup.Exercise;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Asks the gateway itself how it is, over the way that all requests take: what it answers needs no token and is in no access log. */
@Component
class HealthExercise implements Exercise {

    private static final int PATIENCE_MILLIS = 1_000;

    private final Environment environment;

    HealthExercise(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run() throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        URI health =
                URI.create("http://" + host + ":" + environment.getRequiredProperty("local.server.port") + "/health");
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
