package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Draws the first page of a PDF, in a JVM of its own: a PDF is a program that may unpack, nest and compute without end, and
 * no limit inside this JVM would hold it.
 */
final class PdfFirstPage {

    /** What is left for native decoders, code and threads beside the heap. */
    private static final long MEMORY = 2500L << 20;

    private static final List<String> FRUGAL = List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true");

    /** Starts classes out of an executable jar, in whose nested jars a plain class path cannot look. */
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final ChildProcess child;

    PdfFirstPage(Duration time) {
        this.child = new ChildProcess(time, MEMORY);
    }

    /**
     * Writes the page as a JPEG of about the size of a thumbnail.
     *
     * @throws IOException if the file is broken, encrypted, or too much
     */
    void write(Path pdf, Path target) throws IOException {
        Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FRUGAL);
        command.add("-Djava.io.tmpdir=" + directory);
        command.add("-Duser.home=" + directory); // where PDFBox would keep a list of the machine's fonts
        command.addAll(mainClass());
        command.add(pdf.toAbsolutePath().toString());
        command.add(target.toAbsolutePath().toString());
        child.run(command, directory, Map.of("MALLOC_ARENA_MAX", "2"));
    }

    private static List<String> mainClass() {
        String classPath = System.getProperty("java.class.path");
        String main = PdfRenderer.class.getName();
        boolean nested = ClassLoader.getSystemClassLoader().getResource(main.replace('.', '/') + ".class") == null;
        return nested ? List.of("-Dloader.main=" + main, "-cp", classPath, LAUNCHER) : List.of("-cp", classPath, main);
    }
}
