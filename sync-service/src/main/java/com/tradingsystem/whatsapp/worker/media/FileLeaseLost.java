package com.tradingsystem.whatsapp.worker.media;

/** A file is another worker's by now, so whatever this one does with it is for nothing. */
final class FileLeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
