package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.IIOException;
import javax.imageio.stream.FileImageInputStream;

/**
 * A file that can be read for so long only. Decoders cannot be interrupted, but all of them come back for more bytes, also
 * those that a file keeps busy with thousands of passes over the same pixels.
 */
final class TimedImageInput extends FileImageInputStream {

    private final long deadline;

    TimedImageInput(Path file, Duration time) throws IOException {
        super(file.toFile());
        this.deadline = System.nanoTime() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
        checkTime();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        checkTime();
        return super.read(bytes, offset, length);
    }

    private void checkTime() throws IIOException {
        if (System.nanoTime() > deadline) {
            throw new IIOException("takes too long to decode");
        }
    }
}
