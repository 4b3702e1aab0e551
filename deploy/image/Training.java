import java.net.URI;
import java.net.http.*;
import java.time.*;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Run while the images are built: {@code Training.java SERVICE FOLDER} starts the service in /app on a database of its own, asks it what it is
 * asked every day, stops it, and so leaves {@code app.aot} in the folder.
 */
static final Duration PATIENCE = Duration.ofMinutes(5);
static final HttpClient http = HttpClient.newHttpClient();
static final String TOKEN = "training-run-" + UUID.randomUUID();

void main(String... arguments) throws Exception {
    String service = arguments[0];
    Path cache = Path.of(arguments[1], "app.aot");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
        Process process = start(postgres.getPort(), cache);
        try {
            awaitReadiness(process, service.equals("gateway-api") ? 4012 : 4013);
            if (service.equals("gateway-api")) {
                useGateway();
            }
        } finally {
            process.destroy();
        }
        // The cache is put together after the service has stopped.
        if (!process.waitFor(PATIENCE) || !Files.isRegularFile(cache)) {
            process.destroyForcibly();
            throw new IllegalStateException("no cache came of it; see above");
        }
        IO.println(service + ": " + (Files.size(cache) >> 20) + " MB of classes");
    }
}

Process start(int port, Path cache) throws IOException {
    List<String> command = new ArrayList<>(List.of("/opt/java/bin/java"));
    for (String option : Files.readAllLines(Path.of("/app/jvm.options"))) {
        if (option.startsWith("-XX:AOTCache=")) {
            command.add("-XX:AOTCacheOutput=" + cache);
        } else if (option.startsWith("-")) {
            command.add(option);
        }
    }
    command.addAll(List.of("-jar", "app.jar"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/app")).inheritIO();
    builder.environment()
            .putAll(Map.of(
                    "WHATSAPP_GATEWAY_DB_HOST", "localhost",
                    "WHATSAPP_GATEWAY_DB_PORT", Integer.toString(port),
                    "WHATSAPP_GATEWAY_DB_NAME", "postgres",
                    "WHATSAPP_GATEWAY_DB_USER", "postgres",
                    "WHATSAPP_GATEWAY_DB_PASSWORD", "postgres",
                    "WHATSAPP_GATEWAY_API_TOKEN", TOKEN,
                    "WHATSAPP_WEBHOOK_TOKEN", TOKEN,
                    "WHATSAPP_API_KEY", TOKEN,
                    "WHATSAPP_REDIS_ENABLED", "false"));
    return builder.start();
}

void awaitReadiness(Process process, int port) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))) != 200) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
            throw new IllegalStateException("the service does not get ready");
        }
        Thread.sleep(200);
    }
}

void useGateway() throws Exception {
    for (int i = 0; i < 50; i++) {
        long second = Instant.now().getEpochSecond();
        String body = """
                {"id":"evt_training%04d","timestamp":%d000,"event":"message.any","session":"training",
                 "me":{"id":"15550001111@c.us","pushName":"Training"},"engine":"NOWEB","environment":{"version":"2026.7.1"},
                 "payload":{"id":"false_15551230001@c.us_3EB0%06d","timestamp":%d,"from":"15551230001@c.us","fromMe":false,
                  "body":"olá, tudo bem?","hasMedia":false,"ack":2,"ackName":"DEVICE","_data":{"pushName":"Ana"}}}
                """.formatted(i, second, i, second);
        expect(200, call("/webhooks/messages").header("X-Whatsapp-Token", TOKEN).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
    for (int i = 0; i < 10; i++) {
        expect(200, call("/api/sessions").header("X-Api-Token", TOKEN));
        expect(200, call("/api/messages/training/15551230001@c.us?limit=50").header("X-Api-Token", TOKEN));
        expect(200, call("/api/contacts/training").header("X-Api-Token", TOKEN));
        expect(200, call("/health"));
        expect(401, call("/api/sessions"));
    }
}

HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:4011" + path));
}

void expect(int status, HttpRequest.Builder request) throws Exception {
    int given = status(request);
    if (given != status) {
        throw new IllegalStateException(request.build().uri().getPath() + " answered " + given);
    }
}

int status(HttpRequest.Builder request) throws InterruptedException {
    try {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
        return 0;
    }
}
