package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Takes a frame out of a video by {@code ffmpeg}.
 *
 * <p>The format is the one the bytes were sniffed to be, never ffmpeg's own guess: among the many it knows are play lists,
 * which make it open other files and addresses.
 */
final class VideoPoster {

    private static final Map<String, String> DEMUXERS = Map.of(
            "video/mp4", "mov",
            "video/x-m4v", "mov",
            "video/quicktime", "mov",
            "video/3gpp", "mov",
            "video/3gpp2", "mov",
            "video/webm", "matroska",
            "video/x-matroska", "matroska",
            "video/x-msvideo", "avi",
            "video/mpeg", "mpeg");

    private static final long MEMORY = 2L << 30;

    private final String program;
    private final ChildProcess child;

    /** @param program its path, or its name to be found on the path */
    VideoPoster(String program, Duration time) {
        this.program = program;
        this.child = new ChildProcess(time, MEMORY);
    }

    static boolean reads(String mimeType) {
        return DEMUXERS.containsKey(mimeType);
    }

    /**
     * Writes a frame, upright, as a JPEG of about the size of a thumbnail.
     *
     * @throws IOException if there is no ffmpeg, or it found no frame
     */
    void write(Path video, String mimeType, Path target) throws IOException {
        String demuxer = DEMUXERS.get(mimeType);
        if (demuxer == null) {
            throw new IOException("no video that is read");
        }
        child.run(command(video, demuxer, target), parentOf(target), environment());
    }

    private List<String> command(Path video, String demuxer, Path target) {
        int box = 2 * ThumbnailWriter.EDGE;
        return List.of(
                program,
                "-nostdin",
                "-hide_banner",
                "-loglevel",
                "quiet",
                "-y",
                "-threads",
                "1",
                "-protocol_whitelist",
                "file",
                "-f",
                demuxer,
                "-i",
                "file:" + video.toAbsolutePath(),
                "-map",
                "0:v:0",
                "-frames:v",
                "1",
                "-vf",
                "scale='min(%1$d,iw)':'min(%1$d,ih)':force_original_aspect_ratio=decrease,format=yuvj420p"
                        .formatted(box),
                "-c:v",
                "mjpeg",
                "-map_metadata",
                "-1",
                "-f",
                "mjpeg",
                "file:" + target.toAbsolutePath());
    }

    private static Map<String, String> environment() {
        String path = System.getenv("PATH");
        return path == null ? Map.of() : Map.of("PATH", path);
    }

    private static Path parentOf(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("not in a directory");
        }
        return parent;
    }
}
