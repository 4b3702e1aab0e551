package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.JsonText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of WAHA's engines, each with its own idea of from, to and participant. */
class MessageIdentityTests {

    private static final String GROUP = "120363000000000001@g.us";
    private static final Account ME = new Account(new Jid.Person("15550001111"), new Jid.Lid("90000000000001"), null);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // engine and case,   id,                                 from,               to,
                // participant,        sender, recipient
                "NOWEB direct in,     false_15551230001@c.us_A,           15551230001@c.us,   -,                  -,                  15551230001@c.us, 15550001111@c.us",
                "NOWEB direct own,    true_15551230001@c.us_A,            15551230001@c.us,   -,                  -,                  15550001111@c.us, 15551230001@c.us",
                "WEBJS direct in,     false_15551230001@c.us_A,           15551230001@c.us,   15550001111@c.us,   -,                  15551230001@c.us, 15550001111@c.us",
                "WEBJS direct own,    true_15551230001@c.us_A,            15550001111@c.us,   15551230001@c.us,   -,                  15550001111@c.us, 15551230001@c.us",
                "NOWEB group in,      false_120363000000000001@g.us_A_15551230001@c.us, 120363000000000001@g.us, 120363000000000001@g.us, 15551230001@c.us, 15551230001@c.us, 120363000000000001@g.us",
                "GOWS group in,       false_120363000000000001@g.us_A_15551230001@c.us, 120363000000000001@g.us, 15551230001@c.us, 15551230001@c.us, 15551230001@c.us, 120363000000000001@g.us",
                "WEBJS group in,      false_120363000000000001@g.us_A_15551230001@c.us, 120363000000000001@g.us, 15550001111@c.us, -, 15551230001@c.us, 120363000000000001@g.us",
                "GOWS group own,      true_120363000000000001@g.us_A_90000000000001@lid, 120363000000000001@g.us, 90000000000001@lid, 90000000000001@lid, 15550001111@c.us, 120363000000000001@g.us",
                "WEBJS group own,     true_120363000000000001@g.us_A,     15550001111@c.us,   120363000000000001@g.us, -,             15550001111@c.us, 120363000000000001@g.us",
                "bare direct in,      A,                                  15551230001@c.us,   15550001111@c.us,   -,                  15551230001@c.us, 15550001111@c.us",
                "bare group in,       A,                                  120363000000000001@g.us, 15550001111@c.us, 15551230001@c.us, 15551230001@c.us, 120363000000000001@g.us",
                "status,              false_status@broadcast_A_15551230001@c.us, status@broadcast, status@broadcast, 15551230001@c.us, 15551230001@c.us, status@broadcast",
                "channel,             false_120363111111111111@newsletter_17, 120363111111111111@newsletter, -, -, 120363111111111111@newsletter, 120363111111111111@newsletter",
            })
    void everyEngine_meansTheSame(
            String name,
            String id,
            @Nullable String from,
            @Nullable String to,
            @Nullable String participant,
            String sender,
            String recipient) {
        MessageIdentity identity = MessageIdentity.read(payload(id, from, to, participant), RawKey.NONE, ME);

        assertThat(identity).as(name).isNotNull().satisfies(read -> {
            assertThat(read.sender()).isEqualTo(Jid.of(sender));
            assertThat(read.recipient()).isEqualTo(Jid.of(recipient));
            assertThat(read.id().coreId()).isIn("A", "17");
        });
    }

    @Test
    void bareIdOfAnOwnMessage_isRecognisedByItsSender() {
        MessageIdentity identity =
                MessageIdentity.read(payload("A", "15550001111@c.us", "15551230001@c.us", null), RawKey.NONE, ME);

        assertThat(identity)
                .isNotNull()
                .satisfies(read -> assertThat(read.id().text()).isEqualTo("true_15551230001@c.us_A"));
    }

    @Test
    void writtenIdInAGroup_namesTheAuthor() {
        MessageIdentity identity =
                MessageIdentity.read(payload("A", GROUP, GROUP, "15551230001@c.us"), RawKey.NONE, ME);

        assertThat(identity)
                .isNotNull()
                .satisfies(read -> assertThat(read.id().text()).isEqualTo("false_" + GROUP + "_A_15551230001@c.us"));
    }

    @Test
    void ownMessageOfAnUnknownAccount_isSomeAccounts() {
        MessageIdentity identity = MessageIdentity.read(
                payload("true_15551230001@c.us_A", "15551230001@c.us", null, null), RawKey.NONE, Account.UNKNOWN);

        assertThat(identity)
                .isNotNull()
                .satisfies(read -> assertThat(read.sender()).isEqualTo(MessageIdentity.SOME_ACCOUNT));
        assertThat(Jid.of(MessageIdentity.SOME_ACCOUNT.value())).isEqualTo(MessageIdentity.SOME_ACCOUNT);
    }

    @Test
    void enginesKey_fillsTheGaps() {
        RawKey raw = RawKey.read(JsonText.read("""
                {"id":"A","remoteJid":"120363000000000001@g.us","fromMe":false,"participant":"15551230001:3@s.whatsapp.net"}
                """));

        assertThat(MessageIdentity.read(Json.NOTHING, raw, ME))
                .isNotNull()
                .satisfies(read -> assertThat(read.id().text()).isEqualTo("false_" + GROUP + "_A_15551230001@c.us"));
    }

    @Test
    void withoutCoreIdOrChat_thereIsNoMessage() {
        assertThat(MessageIdentity.read(payload("A", null, null, null), RawKey.NONE, ME))
                .isNull();
        assertThat(MessageIdentity.read(payload("", "15551230001@c.us", null, null), RawKey.NONE, ME))
                .isNull();
    }

    private static Json payload(String id, @Nullable String from, @Nullable String to, @Nullable String participant) {
        return JsonText.read("{\"id\":\"" + id + "\"" + field("from", from) + field("to", to)
                + field("participant", participant) + "}");
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}
