package com.tradingsystem.whatsapp.gateway.health;

import com.tradingsystem.whatsapp.ingest.Ingest;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the gateway can do its work, for everybody: it says yes or no and never why. */
@RestController
class HealthController {

    private static final String SERVICE = "whatsapp-gateway-api";

    private final DatabaseProbe probe;
    private final Ingest ingest;
    private final InstantSource clock;
    private final String version;

    HealthController(DatabaseProbe probe, Ingest ingest, InstantSource clock, ObjectProvider<BuildProperties> build) {
        this.probe = probe;
        this.ingest = ingest;
        this.clock = clock;
        this.version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    }

    /** @param uptime in seconds */
    record HealthJson(String status, String service, String version, Instant timestamp, double uptime) {}

    @GetMapping("/health")
    ResponseEntity<HealthJson> health() {
        boolean healthy = ingest.isWriting() && probe.databaseAnswers();
        double uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        var body = new HealthJson(healthy ? "healthy" : "unhealthy", SERVICE, version, clock.instant(), uptime);
        return ResponseEntity.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(body);
    }
}
