package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Change;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code group.join} and {@code group.leave}, long deprecated: the payload is the engine's own. On NOWEB it is the
 * group that the account joined, on WEBJS a notification that a member joined or left.
 */
final class OldGroupReader {

    private OldGroupReader() {}

    static void readJoin(Delivery delivery) {
        Json payload = delivery.payload();
        Jid.Group group = group(payload);
        if (group == null) {
            delivery.findings().lacks("group");
        } else if (payload.get("participants", "subject").isThere()) {
            GroupReader.describe(delivery, group, payload);
        } else {
            change(delivery, group, Change.JOIN);
        }
    }

    static void readLeave(Delivery delivery) {
        Jid.Group group = group(delivery.payload());
        if (group == null) {
            delivery.findings().lacks("group");
        } else {
            change(delivery, group, Change.LEAVE);
        }
    }

    private static void change(Delivery delivery, Jid.Group group, Change change) {
        List<Member> members = MemberReader.read(delivery.payload().get("recipientIds"), delivery.findings());
        Jid me = delivery.me().address();
        if (!members.isEmpty()) {
            GroupReader.change(delivery, group, change, members);
        } else if (me != null) {
            GroupReader.change(delivery, group, change, List.of(new Member(me, "participant")));
        } else {
            delivery.findings().lacks("participant");
        }
    }

    private static Jid.@Nullable Group group(Json payload) {
        Json id = payload.get("id");
        Jid chat = payload.get("chatId").jid();
        if (chat == null) {
            chat = id.get("remote").or(payload.get("JID")).or(id).jid();
        }
        return chat instanceof Jid.Group group ? group : null;
    }
}
