package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.store.DirectoryObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.S3ObjectStore;
import com.tradingsystem.whatsapp.media.store.S3Server;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** A worker in a JVM of its own, with as little memory as is given to it; may be killed. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param store a directory, or the endpoint of an {@link S3Server}
     */
    static WorkerProcess start(String heap, String jdbcUrl, String waha, Path spool, String store) throws IOException {
        return start(heap, jdbcUrl, waha, spool, store, Workers.LEASE);
    }

    static WorkerProcess start(String heap, String jdbcUrl, String waha, Path spool, String store, Duration lease)
            throws IOException {
        Path log = Path.of("target", "worker-process.log").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName()));
        command.addAll(List.of(jdbcUrl, waha, spool.toString(), store, lease.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Fetches files until it is killed, or the one who started it is gone. */
    public static void main(String[] arguments) throws IOException {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(arguments[0]);
        dataSource.setMaximumPoolSize(5);
        ObjectStore store = arguments[3].startsWith("http")
                ? new S3ObjectStore(arguments[3], "us-east-1", "media", S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                : new DirectoryObjectStore(Path.of(arguments[3]));
        new Workers(dataSource, arguments[1], Path.of(arguments[2]))
                .maxBytes(DataSize.ofGigabytes(2))
                .lease(Duration.parse(arguments[4]))
                .patience(Duration.ofMinutes(3)) // large files take their time on a busy machine
                .over(store)
                .start();
        while (System.in.read() >= 0) {
            // nobody says anything; the end of this stream is the end of the parent
        }
        Runtime.getRuntime().halt(0);
    }
}
