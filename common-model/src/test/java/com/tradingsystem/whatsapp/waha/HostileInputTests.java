package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTests {

    private final WahaEventReader reader = new WahaEventReader();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyInput_givesAReadingThatCanBeStored(long seed) {
        HostileInputs inputs = new HostileInputs(new SplittableRandom(seed));
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < 4_000; i++) {
            byte[] input = inputs.next();
            assertThatCode(() -> {
                        Reading reading = reader.read(GoldenFiles.event(input));
                        Storable.check(reading);
                        outcomes.merge(reading.getClass().getSimpleName(), 1, Integer::sum);
                    })
                    .as(() -> "input: " + new String(input, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException();
        }
        assertThat(outcomes.keySet()).containsExactly("Malformed", "Understood", "Unrecognised");
    }

    @Test
    void goldenFiles_canBeStored() {
        GoldenFiles.all().forEach(file -> Storable.check(reader.read(GoldenFiles.event(file))));
    }

    @Test
    void longText_staysWhole() {
        String text = "ã".repeat(1_000_000);

        Reading reading =
                read("{\"id\":\"false_15551230001@c.us_A\",\"timestamp\":1795329600,\"body\":\"" + text + "\"}");

        assertThat(ReadingText.of(reading)).contains("(1000000 characters)");
        Storable.check(reading);
    }

    @Test
    void nestingBeyondWalking_keepsTheEnvelope() {
        Reading reading = read("[".repeat(1_000_000));

        assertThat(reading).isInstanceOfSatisfying(Unrecognised.class, unrecognised -> {
            assertThat(unrecognised.envelope().event()).isEqualTo("message.any");
            assertThat(unrecognised.flags()).containsExactly(Reading.Flag.TOO_DEEP);
        });
    }

    /** Each of these has about four million characters; what is not linear takes minutes, not seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"_data\":{\"message\":{\"contactsArrayMessage\":{\"contacts\":[REPEAT{\"vcard\":\"BEGIN:VCARD\\nFN:A\\nEND:VCARD\"},LAST{}]}}}",
                "\"vCards\":[\"BEGIN:VCARD\\nFN:REPEAT\\nNOTE:xxxxxLAST\\nEND:VCARD\"]",
                "\"vCards\":[\"REPEATBEGIN:VCARD\\nLAST\"]",
                "\"_data\":{\"message\":{REPEAT\"ephemeralMessage\":{\"message\":{LAST}}}",
                "\"_data\":{REPEAT\"aNUMBER\":1,LAST\"b\":1}",
                "\"_data\":{\"aNUMBERREPEAT\":1,\"bLAST\":1}",
                "\"body\":\"REPEAT\\u0000\\ud83dLAST\"",
                "\"body\":REPEAT123456789LAST",
                "\"_data\":{\"message\":{\"interactiveMessage\":{\"nativeFlowMessage\":{\"buttons\":[REPEAT{\"buttonParamsJson\":\"{\\\"copy_code\\\":\\\"NUMBER\\\"}\"},LAST{}]}}}}",
                "\"_data\":{\"message\":{\"richResponseMessage\":{\"submessages\":[REPEAT{\"messageText\":\"NUMBER\"},LAST{}]}}}",
                "\"_data\":{\"message\":{\"newMessage\":{\"a\":[REPEAT\"some words NUMBER\",LAST\"\"]}}}",
                "\"_data\":{\"message\":{\"newMessage\":{\"text\":\"REPEATAbc1_x LAST\"}}}",
                "\"_data\":{\"message\":{\"templateMessage\":{REPEAT\"NameNUMBER\":{},LAST\"b\":1}}}",
                "\"_data\":{\"pollOptions\":[REPEAT{\"name\":\"x\"},LAST{}],\"type\":\"poll_creation\"}",
            })
    @Timeout(20)
    void longInput_takesLinearTime(String template) {
        String[] parts = template.split("REPEAT|LAST", -1);
        StringBuilder middle = new StringBuilder();
        for (int i = 0; middle.length() < 4_000_000; i++) {
            middle.append(parts[1].replace("NUMBER", Integer.toString(i)));
        }
        String payload = "{\"id\":\"false_15551230001@c.us_A\"," + parts[0] + middle + parts[2] + "}";
        int missing = (int) (payload.chars().filter(c -> c == '{').count()
                - payload.chars().filter(c -> c == '}').count());

        Reading reading = read(payload + "}".repeat(Math.max(0, missing)));

        assertThat(reading).isInstanceOfAny(Understood.class, Unrecognised.class);
        Storable.check(reading);
    }

    @Test
    @Timeout(20)
    void manyMembers_areReadInLinearTime() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            members.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"" + (90_000_000_000_000L + i) + "@lid\",\"pn\":\"" + (15_551_000_000L + i)
                            + "@c.us\",\"role\":\"participant\"}");
        }

        Reading reading =
                reader.read(GoldenFiles.event(("{\"event\":\"group.v2.join\",\"session\":\"main\",\"payload\":"
                                + "{\"group\":{\"id\":\"120363000000000001@g.us\",\"participants\":[" + members
                                + "]}}}")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.links()).hasSize(100_000));
    }

    private Reading read(String payload) {
        return reader.read(
                GoldenFiles.event(("{\"event\":\"message.any\",\"session\":\"main\",\"payload\":" + payload + "}")
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
