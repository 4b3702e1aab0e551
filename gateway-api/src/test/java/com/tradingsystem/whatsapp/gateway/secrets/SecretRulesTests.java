package com.tradingsystem.whatsapp.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6f1c2b9e0d7a4853",
                "0c8e5a6b7f9d4e3c2b1a00998877665544332211ffeeddccbbaa998877665544",
                "correct horse battery staple",
                "Gq+7/0aTzWk3J1xYb2vNcQ=="
            })
    void secretsSomebodyMade_areFit(String secret) {
        assertThat(SecretRules.complaintAbout(secret)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', missing",
        "'   ', missing",
        "6f1c2b9e0d7a485, shorter",
        "changeme, well-known",
        "CHANGEME-whatsapp-api-key, well-known",
        "please-change-me-before-use, well-known",
        "whatsapp-webhook-dev-token, well-known",
        "your-api-token-here, well-known",
        "YOUR_API_TOKEN, well-known",
        "your-webhook-token-here, well-known",
        "<put-a-long-token-in>, well-known",
        "1234567890123456, well-known",
        "xxxxxxxxxxxxxxxxxxxx, well-known",
        "abababababababababab, repeats",
        "0000000000000000000000, repeats",
        "'senha muito secreta de joão', characters"
    })
    void secretsAnybodyCouldTry_areNot(String secret, String complaint) {
        assertThat(SecretRules.complaintAbout(secret)).contains(complaint);
    }
}
