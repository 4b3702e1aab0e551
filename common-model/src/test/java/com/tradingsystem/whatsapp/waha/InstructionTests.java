package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits and revocations in forms that are told from other things with some care. */
class InstructionTests {

    private static final Jid ANA = Jid.of("15551230001@c.us");
    private static final String EDIT = "{'protocolMessage':{'key':{'id':'A'},'type':14,'editedMessage':%s}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOWEB | {'message':EDIT} | {'imageMessage':{'caption':''}}",
                "NOWEB | {'message':EDIT} | {'imageMessage':{'mimetype':'image/jpeg'}}",
                "NOWEB | {'message':{'editedMessage':{'message':EDIT}}} | {'videoMessage':{'caption':null}}",
                "NOWEB | {'message':EDIT} | {'documentWithCaptionMessage':{'message':{'documentMessage':{'fileName':'x'}}}}",
                "GOWS | {'Message':EDIT} | {'imageMessage':{'URL':'x'}}",
                "WEBJS | {'message':{'_data':{'type':'image','body':'/9j/4AAQ'}},'newBody':'','prevBody':'a'} |",
                "WEBJS | {'type':'video','body':'/9j/4AAQ','caption':''} |",
                "WPP | {'chat':'x','msg':{'type':'document','caption':''}} |",
            })
    void captionTakenAway_isAnEditThatEmpties(String engine, String data, String edited) {
        String message = data.replace("EDIT", EDIT.formatted(edited));

        for (String body : List.of("''", "null", "'/9j/4AAQSkZJRgABAQAAAQABAAD'")) {
            Edited event = edit(engine, "'body':" + body + ",'_data':" + message);
            assertThat(event.coreId()).isEqualTo("A");
            assertThat(event.body()).isEmpty();
        }
    }

    @Test
    void captionTakenAwayFromAFileThatOnlyWahaKnows_isAnEditThatEmpties() {
        assertThat(edit("WEBJS", "'body':'','hasMedia':true").body()).isEmpty();
    }

    @Test
    void newCaption_isRead() {
        String message = EDIT.formatted("{'imageMessage':{'caption':'b'}}");

        assertThat(edit("NOWEB", "'body':'','_data':{'message':" + message + "}")
                        .body())
                .isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({
        "NOWEB, message, 2, id",
        "NOWEB, message, MESSAGE_EDIT, id",
        "GOWS, Message, 2, ID",
    })
    void encryptedEdit_isAnEditThatCannotBeRead(String engine, String field, String kind, String id) {
        String type = kind.equals("2") ? kind : "'" + kind + "'";
        String data =
                "{'%s':{'secretEncryptedMessage':{'targetMessageKey':{'%s':'A'},'encPayload':'AAAA','secretEncType':%s}}}"
                        .formatted(field, id, type);

        List<InboundEvent> events = events(
                "message.any",
                engine,
                "{'id':'false_15551230001@c.us_E','timestamp':1795329600,'body':'','_data':" + data + "}");

        assertThat(events).singleElement().isInstanceOfSatisfying(Edited.class, edited -> {
            assertThat(edited.coreId()).isEqualTo("A");
            assertThat(edited.editId()).isEqualTo("E");
            assertThat(edited.chat()).isEqualTo(ANA);
            assertThat(edited.editor()).isEqualTo(ANA);
            assertThat(edited.body()).isNull();
        });
    }

    @Test
    void otherSecret_isAMessageOfItsOwn() {
        assertThat(events("message.any", "NOWEB", """
                {'id':'false_15551230001@c.us_E','timestamp':1795329600,'_data':{'message':{'secretEncryptedMessage':
                  {'targetMessageKey':{'id':'A'},'secretEncType':1}}}}""")).singleElement().isInstanceOf(MessageSeen.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WEBJS | `'after':null` | 'id':'false_15551230001@c.us_A','from':'15551230001@c.us'",
                "WEBJS | `'x':0` | 'id':'false_15551230001@c.us_A'",
                "WEBJS | `'after':{}` | 'id':'false_15551230001@c.us_A','_data':{'type':'chat','t':1}",
                "WEBJS | `'after':{'timestamp':1795329600,'body':'','_data':{'type':'revoked'}}` | 'id':'false_15551230001@c.us_A'",
                "WEBJS | `'after':{'id':null,'from':'15551230001@c.us'}` | 'id':'A','from':'15551230001@c.us'",
                "WEBJS | `'after':{'id':''}` | 'id':{'fromMe':false,'remote':'15551230001@c.us','id':'A'}",
                "WEBJS | `'after':null` | '_data':{'id':{'fromMe':false,'remote':'15551230001@c.us','id':'A'}}",
                "WPP | `'after':null` | 'id':'A','remoteJid':'15551230001@s.whatsapp.net','fromMe':false",
                "WPP | `'after':{}` | 'id':'false_15551230001@c.us_A'",
                "NOWEB | `'after':null` | 'id':'false_15551230001@c.us_A'",
                "GOWS | `'after':{'id':null}` | 'id':'false_15551230001@c.us_A'",
            })
    void revocationNamedOnlyByWhatWasBefore_counts(String engine, String after, String before) {
        List<InboundEvent> events = events("message.revoked", engine, "{" + after + ",'before':{" + before + "}}");

        assertThat(events).singleElement().isInstanceOfSatisfying(Revoked.class, revoked -> {
            assertThat(revoked.coreId()).isEqualTo("A");
            assertThat(revoked.chat()).isEqualTo(ANA);
        });
    }

    @Test
    void revocationInAGroupNamedOnlyByWhatWasBefore_staysInTheGroup() {
        List<InboundEvent> events = events("message.revoked", "WEBJS", """
                {'after':{},'before':{'id':'false_120363000000000001@g.us_A_15551230001@c.us','from':'120363000000000001@g.us',
                  'participant':'15551230001@c.us'}}""");

        assertThat(events).singleElement().isInstanceOfSatisfying(Revoked.class, revoked -> {
            assertThat(revoked.coreId()).isEqualTo("A");
            assertThat(revoked.chat()).isEqualTo(Jid.of("120363000000000001@g.us"));
            assertThat(revoked.revoker()).isEqualTo(ANA);
        });
    }

    private static Edited edit(String engine, String fields) {
        List<InboundEvent> events = events(
                "message.edited",
                engine,
                "{'id':'false_15551230001@c.us_E','timestamp':1795329600,'editedMessageId':'A'," + fields + "}");
        assertThat(events).hasSize(1);
        return (Edited) events.getFirst();
    }

    private static List<InboundEvent> events(String event, String engine, String payload) {
        String body = "{'event':'%s','session':'main','engine':'%s','payload':%s}".formatted(event, engine, payload);
        Reading reading = new WahaEventReader()
                .read(GoldenFiles.event(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(reading).as(body).isInstanceOf(Understood.class);
        return ((Understood) reading).events();
    }
}
