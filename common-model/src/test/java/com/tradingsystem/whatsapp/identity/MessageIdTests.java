package com.tradingsystem.whatsapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTests {

    private static final Jid ANA = Jid.of("15551230001@c.us");
    private static final Jid GROUP = Jid.of("120363000000000001@g.us");

    @Test
    void directMessage_hasThreeParts() {
        assertThat(MessageId.parse("false_15551230001@c.us_3EB0AAAA0001"))
                .isEqualTo(new MessageId("false_15551230001@c.us_3EB0AAAA0001", false, ANA, "3EB0AAAA0001", null));
    }

    @Test
    void groupMessage_namesItsAuthor() {
        String text = "true_120363000000000001@g.us_3EB0_90000000000077@lid";

        assertThat(MessageId.parse(text))
                .isEqualTo(new MessageId(text, true, GROUP, "3EB0", Jid.of("90000000000077@lid")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "3EB0AAAA0001",
                "false_15551230001@c.us",
                "false_15551230001@c.us_",
                "1_15551230001@c.us_3EB0",
                "false_me_3EB0",
                "false_15551230001@c.us_3EB0 1",
                "false_15551230001@c.us_3EB0/1",
                "false_15551230001@c.us_3EB0_15551230001@c.us_x",
            })
    void whatIsNoFullId_isNotRead(@Nullable String text) {
        assertThat(MessageId.parse(text)).isNull();
    }

    @Test
    void overlongId_isNotRead() {
        assertThat(MessageId.parse("false_15551230001@c.us_" + "A".repeat(MessageId.MAX_CORE_ID + 1)))
                .isNull();
        assertThat(MessageId.coreIdOf("A".repeat(MessageId.MAX_CORE_ID + 1))).isNull();
    }

    @Test
    void coreId_comesFromBothForms() {
        assertThat(MessageId.coreIdOf("false_15551230001@c.us_3EB0AAAA0001")).isEqualTo("3EB0AAAA0001");
        assertThat(MessageId.coreIdOf("3EB0AAAA0001")).isEqualTo("3EB0AAAA0001");
        assertThat(MessageId.coreIdOf("a_b")).isNull();
        assertThat(MessageId.coreIdOf(null)).isNull();
    }

    @Test
    void writtenId_isReadBack() {
        MessageId id = MessageId.of(true, GROUP, "3EB0", ANA);

        assertThat(id).isNotNull().isEqualTo(MessageId.parse("true_120363000000000001@g.us_3EB0_15551230001@c.us"));
    }

    @Test
    void impossibleCoreId_isNotWritten() {
        assertThat(MessageId.of(true, GROUP, "3E_B0", ANA)).isNull();
    }
}
