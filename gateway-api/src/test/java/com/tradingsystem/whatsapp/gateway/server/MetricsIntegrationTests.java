package com.tradingsystem.whatsapp.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.metrics.Scrape;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class MetricsIntegrationTests extends RunningGateway {

    @Test
    void everyMetric_isExplained() {
        get("/api/sessions");

        Scrape scrape = new Scrape(
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")))
                        .body());

        assertThat(scrape.families()).contains("whatsapp_webhook_accepted_total", "http_server_requests_seconds");
        assertThat(scrape.unexplained()).isEmpty();
    }
}
