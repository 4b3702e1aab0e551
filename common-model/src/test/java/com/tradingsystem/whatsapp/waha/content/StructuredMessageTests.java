package com.tradingsystem.whatsapp.waha.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of messages that have them in several places, or in JSON inside of a text, in every engine's form. */
class StructuredMessageTests {

    /** What is in parentheses here is a text that holds JSON there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Pix keys and other ways to pay
                "{'interactiveMessage':{'nativeFlowMessage':{'buttons':[{'name':'payment_info','buttonParamsJson':(PIX)}]}}} | interactive | `Pix\nLoja\na@b.com\nEMAIL`",
                "{'interactiveMessage':{'body':{'text':'Pague'},'InteractiveMessage':{'NativeFlowMessage':{'buttons':[{'name':'payment_info','buttonParamsJSON':(PIX)}]}}}} | interactive | `Pague\nPix\nLoja\na@b.com\nEMAIL`",
                "{'viewOnceMessage':{'message':{'interactiveMessage':{'nativeFlowMessage':{'buttons':[{'buttonParamsJson':(PIX)}]}}}}} | interactive | `Pix\nLoja\na@b.com\nEMAIL`",
                "{'interactiveMessage':{'nativeFlowMessage':{'buttons':[{'name':'review_and_pay','buttonParamsJson':({'order':{'items':[{'name':'Bolo'},{'name':'Suco'}]},'additional_note':'Sem pressa','external_payment_configurations':[{'payment_instruction':'No balcão'}]})}]}}} | interactive | `Bolo\nSuco\nSem pressa\nNo balcão`",
                "{'interactiveMessage':{'nativeFlowMessage':{'buttons':[{'buttonParamsJson':({'payment_settings':[{'type':'pix_dynamic_code','pix_dynamic_code':{'code':'000201','merchant_name':'Loja'}}]})}]}}} | interactive | `Pix\nLoja\n000201`",
                "{'interactiveMessage':{'body':{'text':'a'},'nativeFlowMessage':{'buttons':[{'name':'cta_copy','buttonParamsJson':({'display_text':'Copiar','copy_code':'ABC10'})}]}}} | interactive | `a\nABC10`",
                "{'sendPaymentMessage':{'noteMessage':{'extendedTextMessage':{'text':'Aluguel de maio'}}}} | payment | Aluguel de maio",
                "{'requestPaymentMessage':{'noteMessage':{'conversation':'Aluguel'},'amount1000':'5'}} | payment | Aluguel",
                "{'splitPaymentMessage':{'splitID':'x','description':'Jantar'}} | payment | Jantar",
                "{'invoiceMessage':{'note':'a'}} | invoice | a",
                "{'orderMessage':{'orderTitle':'a','message':'b'}} | order | `a\nb`",
                "{'productMessage':{'product':{'title':'a','description':'b'},'body':'c','footer':'d'}} | product | `a\nb\nc\nd`",
                // what was chosen
                "{'buttonsResponseMessage':{'selectedButtonId':'op_2','type':1}} | text | op_2",
                "{'buttonsResponseMessage':{'selectedButtonID':'1','Response':{'SelectedDisplayText':'Quero'}}} | text | Quero",
                "{'buttonsResponseMessage':{'selectedButtonID':'op_2'}} | text | op_2",
                "{'templateButtonReplyMessage':{'selectedId':'tpl_1','selectedIndex':0}} | text | tpl_1",
                "{'templateButtonReplyMessage':{'selectedID':'tpl_1','selectedDisplayText':'Sim'}} | text | Sim",
                "{'listResponseMessage':{'singleSelectReply':{'selectedRowId':'linha_3'}}} | text | linha_3",
                "{'listResponseMessage':{'singleSelectReply':{'selectedRowID':'linha_3'}}} | text | linha_3",
                "{'listResponseMessage':{'title':'a','description':'b','singleSelectReply':{'selectedRowId':'x'}}} | text | `a\nb`",
                "{'interactiveResponseMessage':{'body':{'text':'Sim'},'nativeFlowResponseMessage':{'paramsJson':({'id':'btn_sim','display_text':'Sim'})}}} | text | Sim",
                "{'interactiveResponseMessage':{'body':{'text':'Sim'},'nativeFlowResponseMessage':{'paramsJson':({'id':'btn_sim'})}}} | text | Sim",
                "{'interactiveResponseMessage':{'nativeFlowResponseMessage':{'paramsJson':({'id':'btn_sim','display_text':'Sim, confirmo'})}}} | text | Sim, confirmo",
                "{'interactiveResponseMessage':{'InteractiveResponseMessage':{'NativeFlowResponseMessage':{'name':'quick_reply','paramsJson':({'id':'btn_sim','display_text':'Sim, confirmo'})}}}} | text | Sim, confirmo",
                "{'interactiveResponseMessage':{'InteractiveResponseMessage':{'NativeFlowResponseMessage':{'paramsJSON':({'id':'btn_sim'})}}}} | text | btn_sim",
                "{'InteractiveResponseMessage':{'NativeFlowResponseMessage':{'ParamsJSON':({'id':'btn_sim'})}}} | text | btn_sim",
                "{'interactiveResponseMessage':{'nativeFlowResponseMessage':{'paramsJson':({'id':7})}}} | text | 7",
                "{'interactiveResponseMessage':{'body':{'text':'Enviado'},'nativeFlowResponseMessage':{'name':'galaxy_message','paramsJson':({'flow_token':'4f1c6f0a-1b2c','screen_0_TextInput_0':'Ana Souza','screen_0_Dropdown_1':'0_Sim','nome':'Rua'})}}} | text | `Enviado\nAna Souza\n0_Sim\nRua`",
                "{'interactiveResponseMessage':{'nativeFlowResponseMessage':{'paramsJson':'no JSON at all'}}} | text | no JSON at all",
                "{'interactiveResponseMessage':{'nativeFlowResponseMessage':{'paramsJson':'{'}}} | interactive_response |",
                "{'interactiveResponseMessage':{}} | interactive_response |",
                "{'buttonsResponseMessage':{'type':1}} | buttons_response |",
                // templates and messages with buttons
                "{'templateMessage':{'hydratedTemplate':{'hydratedTitleText':'a','hydratedContentText':'b','hydratedFooterText':'c'},'hydratedFourRowTemplate':{'hydratedTitleText':'a','hydratedContentText':'b','hydratedFooterText':'c'}}} | template | `a\nb\nc`",
                "{'templateMessage':{'Format':{'HydratedFourRowTemplate':{'Title':{'HydratedTitleText':'a'},'hydratedContentText':'b'}}}} | template | `a\nb`",
                "{'templateMessage':{'Format':{'InteractiveMessageTemplate':{'header':{'title':'a'},'body':{'text':'b'},'footer':{'text':'c'}}}}} | template | `a\nb\nc`",
                "{'templateMessage':{'interactiveMessageTemplate':{'body':{'text':'b'}}}} | template | b",
                "{'templateMessage':{'fourRowTemplate':{'content':{'hydratedHsm':{'hydratedTemplate':{'hydratedContentText':'b'}}},'footer':{'params':['c']}}}} | template | `b\nc`",
                "{'templateMessage':{'fourRowTemplate':{'content':{'namespace':'n','elementName':'ola','localizableParams':[{'default':'Ana'},{'default':'10 reais'}]}}}} | template | `Ana\n10 reais`",
                "{'templateMessage':{'hydratedTemplate':{'hydratedButtons':[{'quickReplyButton':{'displayText':'Sim'}},{'HydratedButton':{'UrlButton':{'displayText':'Site'}}}]}}} | template | `Sim\nSite`",
                "{'highlyStructuredMessage':{'hydratedHsm':{'hydratedTemplate':{'hydratedContentText':'a'}}}} | template | a",
                "{'highlyStructuredMessage':{'elementName':'x','params':['Ana']}} | template | Ana",
                "{'buttonsMessage':{'text':'a','contentText':'b','footerText':'c','buttons':[{'buttonText':{'displayText':'d'}}]}} | buttons | `a\nb\nc`",
                "{'buttonsMessage':{'Header':{'Text':'a'},'contentText':'b'}} | buttons | `a\nb`",
                "{'buttonsMessage':{'buttons':[{'buttonText':{'displayText':'d'}}]}} | buttons | d",
                "{'listMessage':{'title':'a','description':'b','footerText':'c','buttonText':'d'}} | list | `a\nb\nc`",
                "{'listMessage':{'buttonText':'d','sections':[{'title':'e','rows':[{'title':'f','description':'g'}]}]}} | list | `d\ne\nf\ng`",
                "{'interactiveMessage':{'header':{'title':' ','subtitle':'s'},'body':{'text':'b'},'footer':{'text':'f'},'nativeFlowMessage':{'buttons':[{'buttonParamsJson':({'display_text':'Sim'})}]}}} | interactive | `s\nb\nf`",
                "{'interactiveMessage':{'nativeFlowMessage':{'buttons':[{'buttonParamsJson':({'display_text':'Sim','id':'1'})}]}}} | interactive | Sim",
                "{'interactiveMessage':{'body':{'text':'a'},'carouselMessage':{'cards':[{'body':{'text':'b'}},{'header':{'title':'c'}}]}}} | interactive | `a\nb\nc`",
                // occasions
                "{'groupInviteMessage':{'groupName':'a','caption':'b','inviteCode':'x'}} | group_invite | `b\na`",
                "{'newsletterFollowerInviteMessageV2':{'newsletterName':'a','caption':'b'}} | channel_invite | `b\na`",
                "{'eventInviteMessage':{'eventTitle':'a','caption':'b'}} | event_invite | `a\nb`",
                "{'scheduledCallCreationMessage':{'title':'Reunião'}} | call | Reunião",
                "{'pollResultSnapshotMessage':{'name':'a','pollVotes':[{'optionName':'b','optionVoteCount':'3'},{'optionName':'c'}]}} | poll_result | `a\nb\nc`",
                "{'pollResultSnapshotMessageV3':{'name':'a'}} | poll_result | a",
                "{'stickerPackMessage':{'name':'a','publisher':'b','packDescription':'c'}} | sticker_pack | `a\nb\nc`",
                "{'questionResponseMessage':{'key':{'id':'A'},'text':'a'}} | answer | a",
                "{'musicMessage':{'embeddedMusic':{'title':'a','author':'b'}}} | music | `a\nb`",
                "{'commentMessage':{'message':{'conversation':'a'},'targetMessageKey':{'id':'A'}}} | text | a",
                // the assistant
                "{'richResponseMessage':{'submessages':[{'messageText':'a'},{'codeMetadata':{'codeBlocks':[{'codeContent':'x = '},{'codeContent':'1'}]}},{'tableMetadata':{'title':'t','rows':[{'items':['b','c']}]}},{'latexMetadata':{'text':'e'}}]}} | rich_response | `a\nx = 1\nt\nb c\ne`",
                "{'botForwardedMessage':{'message':{'richResponseMessage':{'submessages':[{'messageText':'a'}]}}}} | rich_response | a",
                "{'richResponseMessage':{'unifiedResponse':{'data':'BASE64'}}} | rich_response | Bom dia a todos",
            })
    void protoMessage_saysAllItsWords(String message, String type, String body) {
        Json raw = json(message);

        MessageContent content = ContentReader.read(Json.NOTHING, ProtoContent.read(raw));

        assertThat(content.type()).isEqualTo(type);
        assertThat(content.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'interactive','caption':'','nativeFlowName':'payment_info','interactivePayload':{'buttons':[{'name':'payment_info','buttonParamsJson':(PIX)}]}} | interactive | `Pix\nLoja\na@b.com\nEMAIL`",
                "{'type':'interactive','interactiveHeader':{'title':'a','subtitle':'b'},'body':'c','footer':'d'} | interactive | `a\nb\nc\nd`",
                "{'type':'native_flow','interactiveMessage':{'header':{'title':'a'},'body':{'text':'b'}}} | interactive | `a\nb`",
                "{'type':'payment','subtype':'request','paymentNoteMsg':{'type':'chat','body':'Aluguel'}} | payment | Aluguel",
                "{'type':'payment','body':'Aluguel','paymentNoteMsg':{'body':'Aluguel'}} | payment | Aluguel",
                "{'type':'list_response','listResponse':{'title':'a','singleSelectReply':{'selectedRowId':'r1'}}} | text | a",
                "{'type':'list_response','body':'','listResponse':{'singleSelectReply':{'selectedRowId':'r1'}}} | text | r1",
                "{'type':'buttons_response','selectedButtonId':'op_2'} | text | op_2",
                "{'type':'buttons_response','buttonsResponse':{'selectedButtonId':'op_2'}} | text | op_2",
                "{'type':'buttons_response','body':'Quero','buttonsResponse':{'selectedButtonId':'op_2'}} | text | Quero",
                "{'type':'template_button_reply','selectedId':'tpl_1'} | text | tpl_1",
                "{'type':'interactive_response','body':'','interactivePayload':{'name':'quick_reply','paramsJson':({'id':'btn_sim','display_text':'Sim'})}} | text | Sim",
                "{'type':'interactive_response','interactivePayload':{'paramsJson':({'id':'btn_sim'})}} | text | btn_sim",
                "{'type':'native_flow_response','nativeFlowResponseMessage':{'paramsJson':({'id':'btn_sim'})}} | text | btn_sim",
                "{'type':'interactive_response'} | interactive_response |",
                "{'type':'chat','isFromTemplate':true,'title':'a','body':'b','footer':'c'} | text | `a\nb\nc`",
                "{'type':'chat','title':'Page','body':'b','footer':'c'} | text | b",
                "{'type':'image','isFromTemplate':true,'title':'a','body':'/9j/4AAQ','caption':'b','footer':'c'} | image | `a\nb\nc`",
                "{'type':'list','list':{'title':'a','description':'b','footerText':'c'},'body':'b'} | list | `a\nb\nc`",
                "{'type':'hsm','title':'a','body':'b','footer':'c'} | template | `a\nb\nc`",
                "{'type':'order','orderTitle':'a','message':'b','body':'/9j/4AAQ'} | order | `a\nb`",
                "{'type':'product','title':'a','description':'b','body':'/9j/4AAQ'} | product | `a\nb`",
                "{'type':'groups_v4_invite','inviteGrpName':'a','comment':'b','body':'/9j/4AAQ'} | group_invite | `b\na`",
                "{'type':'event_creation','eventName':'a','eventDescription':'b','eventLocation':{'name':'c'}} | event | `a\nb\nc`",
                "{'type':'poll_result_snapshot','pollName':'a','pollVotesSnapshot':{'pollVotes':[{'option':{'name':'b'},'optionVoteCount':2}]}} | poll_result | `a\nb`",
                "{'type':'rich_response','richResponse':{'fragments':[{'type':'Text','text':'a'},{'type':'Table','table':[{'items':['b','c']}]}]}} | rich_response | `a\nb c`",
                "{'type':'automated_greeting_message','ctwaContext':{'greetingMessageBody':'Olá'}} | greeting | Olá",
            })
    void flatMessage_saysAllItsWords(String message, String type, String body) {
        Json flat = json(message);

        MessageContent content = ContentReader.read(flat, FlatContent.read(flat));

        assertThat(content.type()).isEqualTo(type);
        assertThat(content.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'templateMessage':{'hydratedTemplate':{'imageMessage':FILE,'hydratedContentText':'a','hydratedFooterText':'b'}}}",
                "{'templateMessage':{'Format':{'HydratedFourRowTemplate':{'Title':{'ImageMessage':FILE},'hydratedContentText':'a','hydratedFooterText':'b'}}}}",
                "{'templateMessage':{'fourRowTemplate':{'imageMessage':FILE,'content':{'params':['a']},'footer':{'params':['b']}}}}",
                "{'templateMessage':{'interactiveMessageTemplate':{'header':{'imageMessage':FILE},'body':{'text':'a'},'footer':{'text':'b'}}}}",
                "{'interactiveMessage':{'header':{'hasMediaAttachment':true,'imageMessage':FILE},'body':{'text':'a'},'footer':{'text':'b'}}}",
                "{'interactiveMessage':{'header':{'Media':{'ImageMessage':FILE}},'body':{'text':'a'},'footer':{'text':'b'}}}",
                "{'buttonsMessage':{'imageMessage':FILE,'contentText':'a','footerText':'b'}}",
                "{'buttonsMessage':{'Header':{'ImageMessage':FILE},'contentText':'a','footerText':'b'}}",
            })
    void fileAtTheHead_isTheFileOfTheMessage(String message) {
        Json raw = json(message.replace("FILE", "{'mimetype':'image/png','fileLength':'7'}"));

        assertThat(ContentReader.read(json("{'body':'a','hasMedia':false}"), ProtoContent.read(raw)))
                .isInstanceOfSatisfying(Media.class, media -> {
                    assertThat(media.kind()).isEqualTo(MediaKind.IMAGE);
                    assertThat(media.body()).isEqualTo("a\nb");
                    assertThat(media.pointer().mimeType()).isEqualTo("image/png");
                    assertThat(media.pointer().sizeBytes()).isEqualTo(7);
                });
    }

    /** WAHA copies the text of a template into its body, but not its title and foot. */
    @Test
    void bodyOfWaha_doesNotHideTheOtherWords() {
        RawContent raw = ProtoContent.read(json("{'listMessage':{'title':'a','description':'b','footerText':'c'}}"));

        assertThat(ContentReader.read(json("{'body':'b'}"), raw).body()).isEqualTo("a\nb\nc");
        assertThat(ContentReader.read(json("{'body':'new'}"), raw).body()).isEqualTo("new");
    }

    @Test
    void quotedStructure_isQuotedWithItsWords() {
        RawContent raw = ProtoContent.read(json("{'extendedTextMessage':{'text':'ok','contextInfo':{'stanzaId':'A',"
                + "'quotedMessage':{'listResponseMessage':{'singleSelectReply':{'selectedRowId':'r1'}}}}}}"));

        assertThat(raw.quote()).isEqualTo(new Quote("A", null, "r1"));
    }

    /** Parentheses hold JSON that becomes a text. */
    private static Json json(String text) {
        String pix = "({'payment_settings':[{'type':'cards','cards':{'enabled':false}},{'type':'pix_static_code',"
                + "'pix_static_code':{'merchant_name':'Loja','key':'a@b.com','key_type':'EMAIL'}}]})";
        String unified = "{\"sections\":[{\"view_model\":{\"primitive\":"
                + "{\"text\":\"Bom dia a todos\",\"__typename\":\"SomeTextPrimitive\"}}}]}";
        String whole = text.replace("(PIX)", pix)
                .replace("BASE64", Base64.getEncoder().encodeToString(unified.getBytes(StandardCharsets.UTF_8)));
        String json = Pattern.compile("\\(([^()]*)\\)")
                .matcher(whole)
                .replaceAll(
                        within -> Matcher.quoteReplacement("'" + within.group(1).replace("'", "\\\"") + "'"));
        return JsonText.read(json.replace('\'', '"'));
    }
}
