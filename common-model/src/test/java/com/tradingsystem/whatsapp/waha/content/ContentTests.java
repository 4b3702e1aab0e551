package com.tradingsystem.whatsapp.waha.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages say, by the engines' raw messages alone and with WAHA's own fields over them. */
class ContentTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'conversation':'a'} | text | a",
                "{'extendedTextMessage':{'text':'a'}} | text | a",
                "{'imageMessage':{'caption':'a'}} | image | a",
                "{'videoMessage':{'caption':'a','gifPlayback':true}} | video | a",
                "{'ptvMessage':{}} | video |",
                "{'audioMessage':{'ptt':false}} | audio |",
                "{'audioMessage':{'ptt':true}} | voice |",
                "{'audioMessage':{'PTT':true}} | voice |",
                "{'documentMessage':{'fileName':'x'}} | document |",
                "{'stickerMessage':{}} | sticker |",
                "{'lottieStickerMessage':{'message':{'stickerMessage':{}}}} | sticker |",
                "{'locationMessage':{'degreesLatitude':0,'degreesLongitude':0}} | location |",
                "{'locationMessage':{'isLive':true}} | live_location |",
                "{'liveLocationMessage':{'caption':'a'}} | live_location | a",
                "{'contactMessage':{'vcard':'x'}} | contact |",
                "{'contactsArrayMessage':{'contacts':[{'vcard':'x'}]}} | contact |",
                "{'pollCreationMessage':{'name':'a'}} | poll | a",
                "{'pollCreationMessageV2':{'name':'a'}} | poll | a",
                "{'pollCreationMessageV3':{'name':'a'}} | poll | a",
                "{'pollCreationMessageV4':{'message':{'pollCreationMessageV3':{'name':'a'}}}} | poll | a",
                "{'pollCreationMessageV5':{'name':'a'}} | poll | a",
                "{'eventMessage':{'name':'a','description':'b','location':{'name':'c'}}} | event | `a\nb\nc`",
                "{'orderMessage':{'orderTitle':'a'}} | order | a",
                "{'productMessage':{'product':{'title':'a'}}} | product | a",
                "{'groupInviteMessage':{'groupName':'a'}} | group_invite | a",
                "{'newsletterAdminInviteMessage':{'newsletterName':'a'}} | channel_admin_invite | a",
                "{'buttonsResponseMessage':{'selectedDisplayText':'a'}} | text | a",
                "{'templateButtonReplyMessage':{'selectedDisplayText':'a'}} | text | a",
                "{'listResponseMessage':{'title':'a'}} | text | a",
                "{'interactiveResponseMessage':{'body':{'text':'a'}}} | text | a",
                "{'listMessage':{'title':'a','footerText':'c'}} | list | `a\nc`",
                "{'buttonsMessage':{'contentText':'a'}} | buttons | a",
                "{'templateMessage':{'hydratedTemplate':{'hydratedContentText':'a'}}} | template | a",
                "{'interactiveMessage':{'header':{'title':'a'},'body':{'text':'b'}}} | interactive | `a\nb`",
                "{'invoiceMessage':{'note':'a'}} | invoice | a",
                "{'stickerPackMessage':{'name':'a'}} | sticker_pack | a",
                "{'albumMessage':{'expectedImageCount':3}} | album |",
                "{'callLogMesssage':{}} | call |",
                "{'pinInChatMessage':{}} | pin |",
                "{'protocolMessage':{'type':0}} | protocol |",
                "{'reactionMessage':{'text':'x'}} | reaction |",
                "{'sendPaymentMessage':{}} | payment |",
                "{'placeholderMessage':{}} | view_once |",
                "{'somethingNewMessage':{}} | something_new |",
                "{'messageContextInfo':{},'senderKeyDistributionMessage':{},'conversation':'a'} | text | a",
                "{'messageContextInfo':{}} | unknown |",
                "{'conversation':''} | unknown |",
                "{} | unknown |",
            })
    void protoMessage_isOfItsKind(String message, String type, String body) {
        assertThat(proto(message)).satisfies(content -> {
            assertThat(content.type()).isEqualTo(type);
            assertThat(content.body()).isEqualTo(body);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ephemeralMessage",
                "viewOnceMessage",
                "viewOnceMessageV2",
                "viewOnceMessageV2Extension",
                "documentWithCaptionMessage",
                "deviceSentMessage",
                "editedMessage",
                "groupMentionedMessage",
                "botInvokeMessage",
                "associatedChildMessage",
                "groupStatusMessageV2",
            })
    void envelopes_areOpened(String envelope) {
        String wrapped = "{'" + envelope + "':{'message':{'ephemeralMessage':{'message':{'conversation':'a'}}}}}";

        assertThat(proto(wrapped)).isEqualTo(new MessageContent.Text("a"));
    }

    @Test
    void editInItsEnvelope_isItsNewText() {
        assertThat(proto("{'editedMessage':{'message':{'protocolMessage':{'editedMessage':{'conversation':'new'}}}}}"))
                .isEqualTo(new MessageContent.Text("new"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'chat','body':'a'} | text | a",
                "{'type':'chat'} | unknown |",
                "{'type':'image','body':'/9j/','caption':'a'} | image | a",
                "{'type':'image','body':'/9j/'} | image |",
                "{'type':'ptt'} | voice |",
                "{'type':'audio'} | audio |",
                "{'type':'ptv'} | video |",
                "{'type':'document','filename':'x'} | document |",
                "{'type':'sticker'} | sticker |",
                "{'type':'location','lat':0,'lng':0,'body':'/9j/'} | location |",
                "{'type':'location','isLive':true} | live_location |",
                "{'type':'vcard','body':'BEGIN:VCARD'} | contact |",
                "{'type':'multi_vcard','vcardList':[]} | contact |",
                "{'type':'poll_creation','pollName':'a'} | poll | a",
                "{'type':'order','orderTitle':'a','body':'/9j/'} | order | a",
                "{'type':'product','title':'a','body':'/9j/'} | product | a",
                "{'type':'groups_v4_invite','inviteGrpName':'a'} | group_invite | a",
                "{'type':'list_response','body':'a'} | text | a",
                "{'type':'buttons_response','body':'a'} | text | a",
                "{'type':'template_button_reply','body':'a'} | text | a",
                "{'type':'list','body':'a'} | list | a",
                "{'type':'interactive','body':'a'} | interactive | a",
                "{'type':'scheduled_event_creation','eventName':'a'} | event | a",
                "{'type':'ciphertext'} | waiting |",
                "{'type':'revoked','body':'a'} | unknown |",
                "{'type':'e2e_notification'} | notification |",
                "{'type':'call_log'} | call |",
                "{'type':'pinned_message'} | pin |",
                "{'type':'unknown'} | unknown |",
                "{'type':'unknown','body':'a'} | text | a",
                "{'type':'Brand New!','body':'a'} | brand_new | a",
                "{} | unknown |",
            })
    void flatMessage_isOfItsKind(String message, String type, String body) {
        Json flat = json(message);

        MessageContent content = ContentReader.read(flat, FlatContent.read(flat));

        assertThat(content.type()).isEqualTo(type);
        assertThat(content.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, image",
        "image/webp, sticker",
        "VIDEO/mp4, video",
        "audio/ogg; codecs=opus, audio",
        "application/pdf, document",
        "text/plain, document",
        "x/y, file",
        "'', file",
    })
    void fileWithoutRawMessage_isOfTheKindOfItsMimeType(String mimeType, String type) {
        Json payload = json("{'hasMedia':true,'media':{'mimetype':'" + mimeType + "'}}");

        assertThat(ContentReader.read(payload, RawContent.NONE).type()).isEqualTo(type);
    }

    @Test
    void wahasFields_liesOverTheEnginesMessage() {
        Json payload = json("{'body':'waha','hasMedia':true,'media':{'filename':'w.pdf','url':'http://waha/f'}}");
        Json message = json("{'documentMessage':{'caption':'raw','fileName':'r.pdf','mimetype':'application/pdf',"
                + "'fileLength':'0'}}");

        assertThat(ContentReader.read(payload, ProtoContent.read(message)))
                .hasToString("Media[kind=DOCUMENT, body=waha, pointer=MediaPointer[url=http://waha/f,"
                        + " mimeType=application/pdf, fileName=w.pdf, sizeBytes=0, s3Bucket=null, s3Key=null,"
                        + " error=null]]");
    }

    @Test
    void encryptedFileOfWhatsApp_isNoPlaceToFetchFrom() {
        assertThat(mediaUrl("{'hasMedia':true,'mediaUrl':'https://mmg.whatsapp.net/v/x.enc'}"))
                .contains("url=null");
        assertThat(mediaUrl("{'hasMedia':true,'mediaUrl':'http://waha:3000/api/files/x.jpeg'}"))
                .contains("url=http://waha:3000/api/files/x.jpeg");
    }

    @Test
    void monstrousError_isCutButStaysJson() {
        String error = mediaUrl("{'hasMedia':true,'media':{'error':{'stack':'" + "x".repeat(20_000) + "'}}}");

        assertThat(error).hasSizeLessThan(3_000).contains("error=\"{\\\"stack\\\":\\\"xxx");
    }

    @ParameterizedTest
    @CsvSource({"-1,", "0, 0", "1e3, 1000", "1.5,", "'\"17\"', 17", "9223372036854775808,"})
    void size_isAWholeNumberOfBytes(String size, Long bytes) {
        assertThat(MediaReader.size(JsonText.read(size))).isEqualTo(bytes);
    }

    private static String mediaUrl(String payload) {
        return ContentReader.read(json(payload), RawContent.NONE).toString();
    }

    private static MessageContent proto(String message) {
        return ContentReader.read(Json.NOTHING, ProtoContent.read(json(message)));
    }

    private static Json json(String text) {
        return JsonText.read(text.replace('\'', '"'));
    }
}
