package com.tradingsystem.whatsapp.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTests {

    @ParameterizedTest
    @CsvSource({
        "15551230001@c.us,                  15551230001@c.us",
        "15551230001@s.whatsapp.net,        15551230001@c.us",
        "15551230001:12@s.whatsapp.net,     15551230001@c.us",
        "15551230001.0:12@s.whatsapp.net,   15551230001@c.us",
        "15551230001:99@hosted,             15551230001@c.us",
        "15551230001@C.US,                  15551230001@c.us",
        "90000000000077@lid,                90000000000077@lid",
        "90000000000077:3@lid,              90000000000077@lid",
        "90000000000077:99@hosted.lid,      90000000000077@lid",
        "120363000000000001@g.us,           120363000000000001@g.us",
        "15551230001-1400000000@g.us,       15551230001-1400000000@g.us",
        "120363111111111111@newsletter,     120363111111111111@newsletter",
        "status@broadcast,                  status@broadcast",
        "1400000000@broadcast,              1400000000@broadcast",
        "13135550002@bot,                   13135550002@bot",
        "@meta.ai,                          @meta.ai",
    })
    void everyForm_foldsIntoOne(String text, String value) {
        Jid jid = Jid.of(text);

        assertThat(jid.value()).isEqualTo(value);
        assertThat(Jid.of(jid.value())).isEqualTo(jid);
    }

    @ParameterizedTest
    @CsvSource({
        "15551230001@c.us, individual",
        "90000000000077@lid, individual",
        "120363000000000001@g.us, group",
        "120363111111111111@newsletter, channel",
        "status@broadcast, broadcast",
        "@meta.ai, individual",
    })
    void contactType_followsTheServer(String text, String type) {
        assertThat(Jid.of(text).contactType()).isEqualTo(type);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", " ", "me", "15551230001", "15551230001@", "@", "a b@c.us", "a/b@c.us", "..\\x@g.us", "ä@c.us"
            })
    void whatIsNoAddress_isNotRead(@Nullable String text) {
        assertThat(Jid.parse(text)).isNull();
    }

    @Test
    void overlongText_isNotRead() {
        assertThat(Jid.parse("1".repeat(Jid.MAX_LENGTH) + "@c.us")).isNull();
    }

    @Test
    void whatIsNoNumber_isNobodysPhone() {
        assertThat(Jid.of("abc@c.us")).isEqualTo(new Jid.Other("abc@c.us"));
        assertThat(Jid.of("abc@lid")).isEqualTo(new Jid.Other("abc@lid"));
    }

    @Test
    void lid_isNotAPhone() {
        assertThat(Jid.of("90000000000077@lid")).isEqualTo(new Jid.Lid("90000000000077"));
    }

    @Test
    void of_refusesWhatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of("me"));
    }
}
