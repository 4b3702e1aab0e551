package com.tradingsystem.whatsapp.media.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTests {

    private static final String DEVICES = "(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])";

    @ParameterizedTest
    @CsvSource({
        "relatório 2026.pdf, relatório 2026.pdf, relatorio 2026.pdf",
        "RELATÓRIO.PDF, RELATÓRIO.PDF, RELATORIO.PDF",
        "nota 12/2026.pdf, nota 12_2026.pdf, nota 12_2026.pdf",
        "../../../etc/passwd, etc_passwd.pdf, etc_passwd.pdf",
        "C:\\Users\\Ana\\nota.pdf, C__Users_Ana_nota.pdf, C_Users_Ana_nota.pdf",
        "ABC:12:34 申請 表格.pdf, ABC_12_34 申請 表格.pdf, ABC_12_34.pdf",
        "申請.pdf, 申請.pdf, document-1.pdf",
        "contrato v1.2, contrato v1.2.pdf, contrato v1.2.pdf",
        "foto.png, foto.png.pdf, foto.png.pdf",
        "setup.exe, setup.exe.pdf, setup.exe.pdf",
        "'   .pdf', document-1.pdf, document-1.pdf",
        "'nota . .pdf', nota.pdf, nota.pdf",
        "..., document-1.pdf, document-1.pdf",
        "/, document-1.pdf, document-1.pdf",
        "'', document-1.pdf, document-1.pdf",
        ", document-1.pdf, document-1.pdf",
        "con.pdf, _con.pdf, _con.pdf",
        "LPT1.tar.pdf, _LPT1.tar.pdf, _LPT1.tar.pdf",
        "COM¹.pdf, _COM¹.pdf, _COM1.pdf",
        "contas.pdf, contas.pdf, contas.pdf",
        "$HOME %41 'a'; b.pdf, $HOME %41 'a'; b.pdf, HOME _41 _a_ b.pdf"
    })
    void name_isNearToWhatItsSenderCalledIt(@Nullable String told, String text, String ascii) {
        assertThat(pdf(told)).isEqualTo(new FileName(text, ascii));
    }

    @ParameterizedTest
    @CsvSource({
        "application/octet-stream, bin, backup.crypt15, backup.crypt15",
        "application/octet-stream, bin, backup, backup.bin",
        "application/octet-stream, bin, foto.jpg, foto.jpg.bin",
        "application/octet-stream, bin, nota.pdf, nota.pdf.bin",
        "application/zip, zip, game.xapk, game.xapk",
        "application/zip, zip, foto.jpg, foto.jpg.zip",
        "text/plain, txt, build.gradle, build.gradle",
        "text/plain, txt, video.mp4, video.mp4.txt",
        "image/jpeg, jpg, foto.jpeg, foto.jpeg",
        "audio/mpeg, mp3, song.mp3, song.mp3",
        "application/was, was, , document-1.was"
    })
    void ending_isThatOfTheBytes(String type, String ending, @Nullable String told, String name) {
        ObjectKey key = ObjectKey.of("main", "chat", "2026", "05", "ab12." + ending);

        assertThat(FileName.of(told, "document-1", key, type).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nota\u202Efdp.pdf", // shown as "notapdf.fdp" and the like
                "\u2066nota\u2069fdp.pdf",
                "\uFEFFnota\u200Bfdp.pdf",
                "nota\uD800fdp.pdf"
            })
    void whatHasNoLook_isLeftOut(String told) {
        assertThat(pdf(told).text()).isEqualTo("notafdp.pdf");
    }

    @Property
    void everyName_canBeSavedEverywhere(@ForAll("names") String told) {
        FileName name = pdf(told);
        String header = name.disposition("attachment");

        assertThat(header)
                .hasSizeLessThan(1_000)
                .matches("attachment; filename=\"[ -~&&[^\"\\\\/%:<>|?*]]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
        assertThat(URLDecoder.decode(header.substring(header.indexOf("''") + 2), UTF_8))
                .isEqualTo(name.text());
        for (String saved : new String[] {name.text(), name.ascii()}) {
            assertThat(saved).matches("(?s)[^. ].*[^. ]\\.(?i:pdf)|[^. ]\\.(?i:pdf)");
            assertThat(saved)
                    .doesNotContainPattern("[/\\\\<>:\"|?*\\p{Cntrl}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");
            assertThat(saved.split("\\.", -1)[0].strip()).doesNotMatch(DEVICES);
            assertThat(saved.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(60);
        Arbitrary<String> pieces = Arbitraries.of(
                        "..", ".", "/", "\\", " ", "con", "NUL", "com1", "\"", "\r\n", "\u0000", "\u202E", "%41", "😀",
                        "é", "e\u0301", "報", ";", "'", "$", ".pdf", ".PDF", ".exe", "\uD83D", "\uFDFA", "~", "a")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
        Arbitrary<String> endless = Arbitraries.of("😀", "x", ".", " ", "\u202E", "報", "\uFDFA", "a ")
                .map(part -> part.repeat(1_500) + ".pdf");
        return Arbitraries.oneOf(anything, pieces, endless);
    }

    private static FileName pdf(@Nullable String told) {
        ObjectKey key = ObjectKey.of("main", "chat", "2026", "05", "ab12.pdf");
        return FileName.of(told, "document-1", key, "application/pdf");
    }
}
