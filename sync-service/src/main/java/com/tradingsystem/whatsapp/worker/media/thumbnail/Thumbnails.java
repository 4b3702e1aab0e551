package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws thumbnails of pictures, videos and PDFs. One at a time, so that memory is bounded by one decoder's; whoever comes
 * meanwhile waits. Safe for use by many threads.
 */
public final class Thumbnails {

    private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);
    private static final Duration TIME_OF_CHILDREN = Duration.ofSeconds(20);

    /** Larger ones are rarely documents for reading, and always long to load. */
    private static final long LARGEST_PDF = 64L << 20;

    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    private final PictureReader pictures;
    private final VideoPoster videos;
    private final PdfFirstPage pdfs = new PdfFirstPage(TIME_OF_CHILDREN);

    /**
     * @param mostPixels of a picture that is decoded
     * @param ffmpeg its path, or its name to be found on the path
     */
    public Thumbnails(long mostPixels, String ffmpeg) {
        this.pictures = new PictureReader(mostPixels);
        this.videos = new VideoPoster(ffmpeg, TIME_OF_CHILDREN);
    }

    /**
     * Draws one. That it fails is nothing unusual, and never an exception.
     *
     * @param mimeType what the bytes of the file say it is
     * @param preview a JPEG to take where the file itself gives none
     * @param target is written, as a JPEG; its directory is used for intermediate files
     * @return whether there is one
     */
    public boolean draw(Path file, String mimeType, Supplier<Optional<byte[]>> preview, Path target) {
        if (mimeType.startsWith("audio/")) {
            return false;
        }
        oneAtATime.lock();
        try {
            return ofFile(file, mimeType, target) || ofPreview(preview, target);
        } finally {
            oneAtATime.unlock();
        }
    }

    private boolean ofFile(Path file, String mimeType, Path target) {
        PictureFormat format = PictureFormat.of(mimeType);
        if (format != null) {
            return attempt(mimeType, () -> ofPicture(file, format, target));
        }
        if (VideoPoster.reads(mimeType)) {
            return attempt(mimeType, () -> viaJpeg(target, frame -> videos.write(file, mimeType, frame)));
        }
        if (mimeType.equals("application/pdf")) {
            return attempt(mimeType, () -> {
                if (Files.size(file) > LARGEST_PDF) {
                    throw new IOException("too large");
                }
                viaJpeg(target, page -> pdfs.write(file, page));
            });
        }
        return false;
    }

    private boolean ofPreview(Supplier<Optional<byte[]>> preview, Path target) {
        return attempt("preview", () -> {
            byte[] jpeg = preview.get().orElseThrow(() -> new IOException("none"));
            viaJpeg(target, file -> Files.write(file, jpeg));
        });
    }

    private void ofPicture(Path file, PictureFormat format, Path target) throws IOException {
        ThumbnailWriter.write(pictures.read(file, format, ThumbnailWriter.EDGE), target);
    }

    /** What another program made, or a stranger, is a picture like any other. */
    private void viaJpeg(Path target, Step step) throws IOException {
        Path between = Files.createTempFile(target.toAbsolutePath().getParent(), "frame-", ".jpg");
        try {
            step.write(between);
            ofPicture(between, PictureFormat.JPEG, target);
        } finally {
            Files.deleteIfExists(between);
        }
    }

    /**
     * Decoders of strangers' bytes fail in every way there is. Memory that one did not get is free again; the limits make
     * that an oddity, and a file without thumbnail is better than a worker without life.
     */
    private static boolean attempt(String what, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            log.debug("no thumbnail of {}: {}", what, e.toString());
            return false;
        }
    }

    private interface Step {
        void write(Path file) throws IOException;
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
