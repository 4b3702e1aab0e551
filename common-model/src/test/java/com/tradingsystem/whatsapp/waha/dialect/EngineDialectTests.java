package com.tradingsystem.whatsapp.waha.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.waha.GoldenFiles;
import com.tradingsystem.whatsapp.waha.ReadingText;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineDialectTests {

    @ParameterizedTest
    @CsvSource({"NOWEB, NowebDialect", "GOWS, GowsDialect", "WEBJS, WebjsDialect", "WPP, WppDialect", "wpp, WppDialect"
    })
    void knownEngine_hasItsDialect(String engine, String dialect) {
        assertThat(EngineDialect.of(engine, Json.NOTHING)).hasToString(dialect + "[]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'_data':{'key':{'id':'A'}}} | NowebDialect",
                "{'_data':{'message':{'conversation':'x'}}} | NowebDialect",
                "{'after':{'_data':{'key':{'id':'A'}}}} | NowebDialect",
                "{'_data':{'Info':{'ID':'A'}}} | GowsDialect",
                "{'_data':{'MessageIDs':['A']}} | GowsDialect",
                "{'_data':{'type':'chat'}} | WebjsDialect",
                "{'_data':[]} | WebjsDialect",
                "{} | WebjsDialect",
            })
    void unknownEngine_isReadByWhatItsMessagesLookLike(String payload, String dialect) {
        for (String engine : new @Nullable String[] {null, "", "TOMORROW"}) {
            assertThat(EngineDialect.of(engine, JsonText.read(payload.replace('\'', '"'))))
                    .hasToString(dialect + "[]");
        }
    }

    @Test
    void directChatUnderTwoAddresses_isOnePerson() {
        String body = """
                {"event":"message","session":"main","engine":"WEBJS","payload":{
                  "id":"false_15551230001@c.us_A","timestamp":1795329600,"from":"90000000000077@lid","body":"x"}}
                """;

        assertThat(ReadingText.of(new WahaEventReader().read(GoldenFiles.event(body.getBytes(StandardCharsets.UTF_8)))))
                .contains("LidLink(lid=90000000000077@lid phone=15551230001@c.us)");
    }
}
