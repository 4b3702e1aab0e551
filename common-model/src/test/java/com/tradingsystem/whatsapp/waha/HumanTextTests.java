package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.waha.content.HumanText;
import com.tradingsystem.whatsapp.waha.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'title':'Promoção'} | Promoção",
                "{'x':{'headline':{'text':'Venha'}},'items':[{'what':'Bolo de cenoura com cobertura'}]} | Bolo de cenoura com cobertura",
                "{'what':'single'} |",
                "{'note':'Ver https://example.com/a/b?c=d hoje'} | Ver https://example.com/a/b?c=d hoje",
                "{'text':'{\\\"title\\\":\\\"Olá, tudo bem\\\"}'} | Olá, tudo bem",
                "{'title':'?'} |",
                "{'text':'123 456'} |",
                "{'title':'😀'} |",
                "{'note':'a@b.com'} | a@b.com",
                "{'contextInfo':{'quotedMessage':{'conversation':'what was said before'}},'text':'x'} | x",
                "{'sender':{'pushname':'Ana Souza'},'notifyName':'Ana Souza','type':'x'} |",
            })
    void longest_isWhatAPersonMayRead(String json, String text) {
        assertThat(HumanText.longest(JsonText.read(json.replace('\'', '"')))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof",
                "iVBORw0KGgoAAAANSUhEUgAAAAUA",
                "3EB0A1B2C3D4E5F60718",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "15551230001@s.whatsapp.net",
                "https://mmg.whatsapp.net/v/t62.7118-24/1.enc?ccb=11-4",
                "image/jpeg",
                "PAYMENT_INFO",
                "btn_sim",
                "c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
                "AAAABBBBCCCCDDDDEEEEFFFFGGGG1111HHHH2222 AAAABBBBCCCCDDDDEEEEFFFFGGGG1111HHHH2222 AA",
            })
    void whatIsForMachines_isNotSaid(String text) {
        assertThat(HumanText.isHuman(text)).isFalse();
    }

    @Test
    void longText_isCut() {
        String text = "muito ".repeat(100_000);

        assertThat(HumanText.longest(JsonText.read("{\"text\":\"" + text + "\"}")))
                .hasSizeLessThanOrEqualTo(HumanText.LONGEST)
                .startsWith("muito muito");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOWEB | {'key':{},'message':{'hologramInvitationMessage':{'title':'Venha ver','thumbnail':'/9j/4AAQ'}}} | hologram_invitation",
                "GOWS | {'Message':{'HologramInvitationMessage':{'Title':'Venha ver'}}} | hologram_invitation",
                "WEBJS | {'type':'hologram','notifyName':'Ana','headline':{'text':'Venha ver'}} | hologram",
                "WPP | {'type':'hologram','sender':{'name':'Ana (cliente de longa data)'},'headline':'Venha ver'} | hologram",
                "NOWEB | {'message':{'interactiveMessage':{'shopStorefrontMessage':{'greeting':'Venha ver'}}}} | interactive",
            })
    void unknownKindOrForm_showsItsWordsAndIsFlagged(String engine, String data, String type) {
        Understood reading = read(engine, data);

        assertThat(reading.flags()).contains(Flag.UNKNOWN_KIND);
        assertThat(ReadingText.of(reading)).contains("content: Other(type=" + type + " body=Venha ver)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOWEB | {'message':{'protocolMessage':{'type':5,'somethingInternal':{'text':'not to be shown'}}}}",
                "NOWEB | {'message':{'pinInChatMessage':{'comment':'not to be shown'}}}",
                "WEBJS | {'type':'gp2','templateText':'not to be shown'}",
            })
    void machinery_staysSilent(String engine, String data) {
        Understood reading = read(engine, data);

        assertThat(reading.flags()).doesNotContain(Flag.UNKNOWN_KIND);
        assertThat(ReadingText.of(reading)).doesNotContain("body=");
    }

    private static Understood read(String engine, String data) {
        String body =
                "{'event':'message.any','session':'main','engine':'%s','payload':{'id':'false_15551230001@c.us_A','timestamp':1795329600,'_data':%s}}"
                        .formatted(engine, data)
                        .replace('\'', '"');
        return (Understood) new WahaEventReader().read(GoldenFiles.event(body.getBytes(StandardCharsets.UTF_8)));
    }
}
