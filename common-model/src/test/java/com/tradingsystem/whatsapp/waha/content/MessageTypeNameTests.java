package com.tradingsystem.whatsapp.waha.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTypeNameTests {

    @ParameterizedTest
    @CsvSource({
        "limitSharingMessage, limit_sharing",
        "hologramCall, hologram_call",
        "e2e_notification, e2e_notification",
        "sticker-pack, sticker_pack",
        "Message, unknown",
        "'  ', unknown",
        "ÄÖÜ, unknown",
        "URLPreview, urlpreview",
        "a--b__c, a_b_c",
    })
    void engineName_becomesAWord(String name, String word) {
        assertThat(MessageTypeName.of(name)).isEqualTo(word);
    }

    @Test
    void overlongName_isCut() {
        assertThat(MessageTypeName.of("aB".repeat(100)))
                .hasSizeLessThanOrEqualTo(40)
                .matches("[a-z0-9_]+");
    }
}
