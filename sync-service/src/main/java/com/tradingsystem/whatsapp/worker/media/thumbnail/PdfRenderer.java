package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** What runs in the JVM of {@link PdfFirstPage}. */
final class PdfRenderer {

    private PdfRenderer() {}

    /** Draws the first of these files, a PDF, into the second. */
    public static void main(String[] files) throws IOException {
        draw(Path.of(files[0]), Path.of(files[1]));
    }

    private static void draw(Path pdf, Path target) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            PDRectangle box = document.getPage(0).getCropBox();
            float longer = Math.max(box.getWidth(), box.getHeight());
            if (!(longer >= 1)) {
                throw new IOException("a page without size");
            }
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            BufferedImage page = renderer.renderImage(0, 2 * ThumbnailWriter.EDGE / longer, ImageType.RGB);
            ThumbnailWriter.write(page, target);
        }
    }
}
