package com.tradingsystem.whatsapp.worker.media.download;

import java.io.IOException;
import java.io.InputStream;

/** What came of asking for a file. */
public sealed interface FileAnswer permits FileAnswer.Found, FileAnswer.Missing, FileAnswer.NotAllowed, FileTrouble {

    /**
     * The file, to be read and closed. Reading fails where the connection breaks before the announced length.
     *
     * @param length the announced one in bytes; -1 where none was
     */
    record Found(InputStream body, long length) implements FileAnswer, AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** The source does not have the file, or not any more. */
    record Missing(int status) implements FileAnswer {}

    /** The address is not one that is fetched. */
    record NotAllowed(Obstacle obstacle) implements FileAnswer {}

    /** Why an address is not fetched. */
    enum Obstacle {
        /** Neither WAHA's, nor its S3's, nor listed. */
        URL,
        /** The name stands for an address that is not public. */
        ADDRESS,
        /** It redirects to such an address, or in circles. */
        REDIRECT
    }
}
