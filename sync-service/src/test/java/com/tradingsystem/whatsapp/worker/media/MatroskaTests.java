package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MatroskaTests {

    private static final String HEADER = "1A45DFA3 87 4282 84 7765626D";
    private static final String OF_UNKNOWN_SIZE = "01FFFFFFFFFFFFFF";

    /** Of the sample. */
    private static final int END_OF_HEADER = 0x24;

    @Example
    void recordingThatWasWrittenAsItWasMade_isRead() {
        assertThat(read(HEADER + "18538067" + OF_UNKNOWN_SIZE + "1549A966 82 0000 1654AE6B" + OF_UNKNOWN_SIZE
                        + "AE 86 D7 81 01 83 81 02"))
                .isEqualTo(new Matroska(true, false, true));
    }

    @Example
    void filesOfPrograms_areRead() {
        assertThat(Matroska.read(Samples.resource("clip.webm"))).isEqualTo(new Matroska(true, true, false));
    }

    @Example
    void textsMayBeFilledUp_andSizesBeLong() {
        assertThat(read("1A45DFA3 0100000000000010 4282 0100000000000006 7765626D0000"))
                .isEqualTo(new Matroska(true, false, false));
    }

    @Example
    void otherDocuments_areNoWebm() {
        assertThat(read("1A45DFA3 8B 4282 88 6D6174726F736B61 18538067 8A 1654AE6B 85 AE 83 83 81 01"))
                .isEqualTo(new Matroska(false, true, false));
        assertThat(read("1A45DFA3 80")).isEqualTo(new Matroska(false, false, false));
    }

    @Example
    void whatComesAfterTheFirstFrame_isNotLookedAt() {
        assertThat(read(HEADER + "18538067 FF 1F43B675 FF 1654AE6B 85 AE 83 83 81 01"))
                .isEqualTo(new Matroska(true, false, false));
    }

    @Example
    void tracks_sayTheType() {
        assertThat(new Matroska(true, true, true).mimeType(true)).isEqualTo("video/webm");
        assertThat(new Matroska(true, false, true).mimeType(false)).isEqualTo("audio/webm");
        assertThat(new Matroska(true, false, false).mimeType(true)).isEqualTo("audio/webm");
        assertThat(new Matroska(true, false, false).mimeType(false)).isEqualTo("video/webm");
        assertThat(new Matroska(false, false, true).mimeType(false)).isEqualTo("audio/x-matroska");
    }

    @Property
    void brokenFiles_areReadToWhereTheyBreak(@ForAll byte[] noise, @ForAll short place) {
        byte[] file = Samples.resource("clip.webm");
        int at = END_OF_HEADER + Math.floorMod(place, file.length - END_OF_HEADER);
        byte[] broken = Arrays.copyOf(file, at + noise.length);
        System.arraycopy(noise, 0, broken, at, noise.length);

        assertThatCode(() -> Matroska.read(noise)).doesNotThrowAnyException();
        assertThat(Matroska.read(broken).isWebm()).isTrue();
    }

    private static Matroska read(String hex) {
        return Matroska.read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
