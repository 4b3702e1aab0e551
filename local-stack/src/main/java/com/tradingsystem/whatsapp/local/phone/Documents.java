package com.tradingsystem.whatsapp.local.phone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes documents. */
final class Documents {

    private Documents() {}

    /** One page with one line of text. */
    static byte[] pdf(String text) {
        String line = text.replaceAll("[()\\\\]", " ");
        String content = "BT /F1 24 Tf 72 720 Td (" + line + ") Tj ET";
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(latin("%PDF-1.4\n"));
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(file.size());
            file.writeBytes(latin((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n"));
        }
        int table = file.size();
        file.writeBytes(latin("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n"));
        for (int offset : offsets) {
            file.writeBytes(latin(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        }
        file.writeBytes(latin(
                "trailer\n<< /Size " + (objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n"));
        return file.toByteArray();
    }

    /** Looks like the head of a Brazilian electronic invoice. */
    static byte[] invoiceXml(long seed) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <nfeProc versao="4.00"><NFe><infNFe Id="NFe%020d"><total><vNF>%d.90</vNF></total></infNFe></NFe></nfeProc>
                """.formatted(Math.floorMod(seed, 1_000_000_000L), Math.floorMod(seed, 900))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
