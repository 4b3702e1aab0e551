package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.waha.WebhookBody.MalformedBody;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookBodyTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "\"text\"",
                "17",
                "{",
                "{\"event\":",
                "{\"event\":\"message\"",
                "{\"event\":\"message\"}}",
                "{\"event\":\"message\"} {}",
                "{event:'message'}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "<html>",
                "event=message",
            })
    void whatIsNoObject_isMalformed(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedBody.class);
    }

    @Test
    void payload_isPreferredToData() throws MalformedBody {
        assertThat(parse("{\"data\":{\"a\":1},\"payload\":{\"a\":2}}")
                        .payload()
                        .get("a")
                        .whole())
                .isEqualTo(2);
        assertThat(parse("{\"data\":{\"a\":1},\"payload\":null}")
                        .payload()
                        .get("a")
                        .whole())
                .isEqualTo(1);
    }

    @Test
    void fieldsNobodyReads_areWalkedOver() throws MalformedBody {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);

        WebhookBody body = parse("{\"metadata\":" + deep + ",\"event\":\"message\"}");

        assertThat(body.get("event").text()).isEqualTo("message");
        assertThat(body.get("metadata").isThere()).isFalse();
        assertThat(body.flags()).isEmpty();
    }

    @Test
    void nestingBeyondTheGate_isCutAndFlagged() throws MalformedBody {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        WebhookBody body = parse("{\"payload\":" + deep + ",\"event\":\"message\"}");

        assertThat(body.get("event").text()).isEqualTo("message");
        assertThat(body.flags()).containsExactly(Flag.TOO_DEEP);
        assertThat(depthOf(body.payload())).isEqualTo(StorableJson.MAX_DEPTH);
    }

    @Test
    void nestingBeyondWalking_keepsWhatCameBefore() throws MalformedBody {
        WebhookBody body = parse("{\"event\":\"message\",\"payload\":" + "[".repeat(1_000_000));

        assertThat(body.get("event").text()).isEqualTo("message");
        assertThat(body.problem()).isNotNull();
        assertThat(body.flags()).containsExactly(Flag.TOO_DEEP);
    }

    @Test
    void numbersBeyondReason_becomeTexts() throws MalformedBody {
        String digits = "7".repeat(2_000_000);

        WebhookBody body = parse(
                "{\"payload\":{\"a\":" + digits + ",\"b\":1e999999999,\"c\":1e99999999999,\"d\":-0.0,\"e\":1e5}}");

        assertThat(body.payload().get("a").text()).hasSize(1_000);
        assertThat(body.payload().get("b").text()).isEqualTo("1e999999999");
        assertThat(body.payload().get("c").text()).isEqualTo("1e99999999999");
        assertThat(body.payload().node().get("d").isNumber()).isTrue();
        assertThat(body.payload().get("e").whole()).isEqualTo(100_000);
        assertThat(body.flags()).containsExactly(Flag.PARTIAL);
    }

    @Test
    void overlongNames_areRead() throws MalformedBody {
        String name = "n".repeat(200_000);

        assertThat(parse("{\"payload\":{\"" + name + "\":1}}")
                        .payload()
                        .get(name)
                        .whole())
                .isEqualTo(1);
    }

    private static int depthOf(Json json) {
        int depth = 0;
        for (Json inner = json; inner.isObject(); inner = inner.get("a")) {
            depth++;
        }
        return depth;
    }

    private static WebhookBody parse(String body) throws MalformedBody {
        return WebhookBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
