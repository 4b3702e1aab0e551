package com.tradingsystem.whatsapp.waha;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is who and who is where: contacts, LIDs, groups and their members.
 *
 * @param now when it was asked for, which is when all of it is true
 */
public record DirectoryAnswers(
        SessionName session, @Nullable String engine, Account me, Instant now) {

    /** Reads the answer to {@code GET /api/contacts/all}.
     *
     * @throws UnexpectedAnswer if it is no list
     */
    public WahaPage<Understood> contacts(Json answer) {
        return page(answer, "no list of contacts", (findings, contact) -> {
            Jid id = contact.get("id").jid();
            if (id == null || me.is(id)) {
                return;
            }
            findings.sighted(
                    id,
                    contact.get("pushname", "pushName", "notify").text(),
                    contact.get("name").text(),
                    now);
            findings.pairs().add(id, contact.get("lid").jid());
            findings.pairs().add(id, contact.get("phoneNumber", "pn").jid());
        });
    }

    /** Reads the answer to {@code GET /api/{session}/lids}.
     *
     * @throws UnexpectedAnswer if it is no list
     */
    public WahaPage<Understood> lids(Json answer) {
        return page(
                answer,
                "no list of LIDs",
                (findings, pair) -> findings.pairs()
                        .add(pair.get("lid").jid(), pair.get("pn").jid()));
    }

    /** Groups are an object by id on NOWEB, a list elsewhere, and each engine has words of its own for what is in them. */
    public WahaPage<Understood> groups(Json answer) {
        if (!answer.isObject() && !answer.isArray()) {
            throw new UnexpectedAnswer("no groups");
        }
        List<Json> groups = answer.isArray()
                ? answer.items()
                : answer.fields().stream()
                        .map(Map.Entry::getValue)
                        .map(Json::of)
                        .toList();
        List<Understood> read = new ArrayList<>();
        for (Json group : groups) {
            Json told = group.get("groupMetadata").or(group);
            if (group.get("id", "JID", "jid").or(told.get("id")).jid() instanceof Jid.Group id) {
                read.add(group(id, told));
            }
        }
        return new WahaPage<>(groups.size(), read);
    }

    private Understood group(Jid.Group id, Json told) {
        ReadingBuilder findings = findings();
        // Wrapped, so that a time inside is not mistaken for that of this reading.
        Json wrapped = Json.of(JsonNodeFactory.instance.objectNode().set("group", told.node()));
        GroupReader.describe(delivery(wrapped, findings), id, told);
        return understood(findings);
    }

    /** The members of one group, as its whole membership; nothing if it is not loaded yet or not readable throughout. */
    public WahaPage<Understood> participants(Jid.Group group, Json answer) {
        if (!answer.isArray()) {
            throw new UnexpectedAnswer("no list of participants");
        }
        ReadingBuilder findings = findings();
        var members = MemberReader.read(answer, findings);
        if (!MemberReader.isWhole(members, answer)) {
            return new WahaPage<>(0, List.of());
        }
        findings.add(new GroupDescribed(group, null, null, null, members, now));
        return new WahaPage<>(members.size(), List.of(understood(findings)));
    }

    private WahaPage<Understood> page(Json answer, String otherwise, BiConsumer<ReadingBuilder, Json> reading) {
        if (!answer.isArray()) {
            throw new UnexpectedAnswer(otherwise);
        }
        ReadingBuilder findings = findings();
        List<Json> entries = answer.items();
        entries.forEach(entry -> reading.accept(findings, entry));
        return new WahaPage<>(entries.size(), entries.isEmpty() ? List.of() : List.of(understood(findings)));
    }

    private Delivery delivery(Json payload, ReadingBuilder findings) {
        return new Delivery(envelope(), EngineDialect.of(engine, payload), payload, now, Provenance.HISTORY, findings);
    }

    private ReadingBuilder findings() {
        return new ReadingBuilder(me, EnumSet.noneOf(Flag.class));
    }

    private Understood understood(ReadingBuilder findings) {
        return findings.understood(envelope(), Provenance.HISTORY);
    }

    private Envelope envelope() {
        return new Envelope(null, "", session, engine, null, me, Times.storable(now));
    }
}
