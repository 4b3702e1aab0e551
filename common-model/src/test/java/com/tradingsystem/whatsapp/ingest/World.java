package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.event.InboundEvent.Change;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatArchived;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.LabelChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.Noted;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.InboundEvent.SessionChanged;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A small world in which everything happens: few people, messages and moments, so that everything meets everything. Whoever
 * is told to be somebody's phone number is: events do not contradict each other about that.
 */
final class World {

    private static final List<Jid.Group> GROUPS =
            List.of(new Jid.Group("120363000000000001"), new Jid.Group("120363000000000002"));
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    /** Somebody with a phone number, which WhatsApp may never tell, and up to two hidden ids. */
    private record Somebody(Jid.@Nullable Person phone, List<Jid.Lid> lids) {}

    private final Random random;
    private final SessionName session;
    private final List<Somebody> people = List.of(
            new Somebody(new Jid.Person("5511900000001"), List.of(new Jid.Lid("90000000000001"))),
            new Somebody(
                    new Jid.Person("5511900000002"),
                    List.of(new Jid.Lid("90000000000002"), new Jid.Lid("80000000000002"))),
            new Somebody(null, List.of(new Jid.Lid("90000000000003"), new Jid.Lid("80000000000003"))),
            new Somebody(new Jid.Person("5511900000004"), List.of()));
    private int events;

    World(long seed, SessionName session) {
        this.random = new Random(seed);
        this.session = session;
    }

    List<Understood> readings(int count) {
        return IntStream.range(0, count).mapToObj(i -> reading()).toList();
    }

    private Understood reading() {
        List<InboundEvent> facts = new ArrayList<>(List.of(event()));
        if (oneIn(10)) {
            facts.add(event());
        }
        List<LidLink> links = new ArrayList<>();
        Somebody known = pick(people);
        if (oneIn(6) && known.phone() != null && !known.lids().isEmpty()) {
            links.add(new LidLink(pick(known.lids()), known.phone()));
        }
        List<ContactSighting> sightings = new ArrayList<>();
        if (oneIn(3)) {
            Jid contact = oneIn(4) ? pick(GROUPS) : anybody();
            sightings.add(new ContactSighting(contact, maybe(text()), maybe(text()), moment()));
        }
        return new Understood(
                envelope(), oneIn(4) ? Provenance.HISTORY : Provenance.WEBHOOK, facts, links, sightings, Set.of());
    }

    private Envelope envelope() {
        events++;
        Account me = oneIn(5) ? Account.UNKNOWN : new Account(new Jid.Person("15550001111"), null, maybe(text()));
        String eventId = oneIn(5) ? null : "evt_%08d".formatted(oneIn(20) ? 0 : events);
        return new Envelope(
                eventId, "any", session, maybe(pick(List.of("NOWEB", "GOWS"))), maybe("2026.7.1"), me, moment());
    }

    private InboundEvent event() {
        return switch (random.nextInt(24)) {
            case 0, 1 -> new Acknowledged(core(), chat(), maybe(anybody()), pick(List.of(Ack.values())), moment());
            case 2 -> new Reacted(core(), chat(), anybody(), pick(List.of("", "👍", "❤")), moment());
            case 3, 4 ->
                new Edited(core(), pick(List.of("E1", "E2")), chat(), oneIn(3), anybody(), maybe(text()), moment());
            case 5 -> new Revoked(core(), chat(), oneIn(4), maybe(anybody()), moment());
            case 6 -> new PollVoted(core(), chat(), anybody(), List.of(text()), oneIn(3), moment());
            case 7 ->
                new InvitationAnswered(
                        core(),
                        chat(),
                        anybody(),
                        maybe(pick(List.of("GOING", "MAYBE"))),
                        maybe(random.nextInt(3)),
                        moment());
            case 8 ->
                new SessionChanged(pick(List.of("WORKING", "STOPPED", "STARTING", "FAILED", "PASSKEY")), moment());
            case 9, 10 ->
                new GroupDescribed(
                        pick(GROUPS), maybe(text()), maybe(text()), maybe(anybody()), maybe(members()), moment());
            case 11, 12 -> new MembershipChanged(pick(GROUPS), pick(List.of(Change.values())), members(), moment());
            case 13 ->
                new CallSeen(
                        pick(List.of("call1", "call2")),
                        maybe(anybody()),
                        pick(List.of(CallState.values())),
                        oneIn(2),
                        oneIn(2),
                        moment());
            case 14 -> new LabelChanged(pick(List.of("1", "2")), maybe(text()), maybe("#ff9485"), oneIn(3), moment());
            case 15 -> new ChatLabelled(pick(List.of("1", "2")), anybody(), oneIn(2), moment());
            case 16 -> new ChatArchived(oneIn(3) ? pick(GROUPS) : anybody(), oneIn(2), moment());
            case 17 -> new Noted();
            default -> new MessageSeen(message());
        };
    }

    /**
     * The core id mostly decides who talks to whom; but anybody may take anybody's, in any chat. Whoever has two hidden ids beside a
     * phone number uses one of the three in all tellings of a message: otherwise nobody could say whose it is.
     */
    private ObservedMessage message() {
        String core = core();
        int number = Integer.parseInt(core.substring(1));
        int place = oneIn(3) ? random.nextInt(8) : number;
        boolean fromMe = number % 3 == 0 || (number == 1 && oneIn(2));
        Somebody peer = people.get(place % people.size());
        Jid author = fromMe ? new Jid.Person("15550001111") : steady(peer, number);
        Jid chat = place >= 5
                ? GROUPS.get(place % GROUPS.size())
                : place == 4 ? new Jid.Broadcast("status") : steady(peer, number);
        String participant = place >= 4 && !oneIn(4) ? "_" + author.value() : "";
        MessageId id = Objects.requireNonNull(MessageId.parse(fromMe + "_" + chat.value() + "_" + core + participant));
        return new ObservedMessage(
                id,
                moment(),
                oneIn(6),
                author,
                maybe(chat),
                content(),
                maybe(pick(List.of(Ack.values()))),
                oneIn(3) ? new Quote(maybe("C9"), maybe(anybody()), maybe(text())) : null,
                new ObservedMessage.Attributes(
                        oneIn(4), maybe("app"), oneIn(5) ? new JsonText("{\"title\": \"" + text() + "\"}") : null),
                oneIn(2) ? new JsonText("{\"key\": \"" + text() + "\"}") : null);
    }

    private Jid steady(Somebody peer, int number) {
        if (peer.phone() == null || peer.lids().size() < 2) {
            return form(peer);
        }
        return number % 3 == 0 ? peer.phone() : peer.lids().get(number % 2);
    }

    private MessageContent content() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new MessageContent.Text(text());
            case 3 ->
                new MessageContent.Media(
                        pick(List.of(MediaKind.values())),
                        maybe(text()),
                        new MediaPointer(
                                maybe("http://waha/" + random.nextInt(3)),
                                maybe("image/jpeg"),
                                maybe("foto.jpg"),
                                maybe(5L),
                                null,
                                maybe("key"),
                                maybe("{\"error\": 1}")));
            case 4 ->
                new MessageContent.Location(
                        new Place(maybe(new BigDecimal("-23.50")), maybe(BigDecimal.ZERO), maybe(text()), null, null),
                        oneIn(2),
                        maybe(text()));
            case 5 -> new MessageContent.ContactCards(List.of("BEGIN:VCARD"), List.of(text()));
            case 6 -> new MessageContent.Poll(maybe(text()), List.of("sim \"1\"", "não"));
            default -> new MessageContent.Other(pick(List.of("unknown", "waiting", "order")), oneIn(3) ? text() : null);
        };
    }

    private List<Member> members() {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> new Member(anybody(), pick(List.of("participant", "admin"))))
                .toList();
    }

    private Jid anybody() {
        return form(pick(people));
    }

    private Jid form(Somebody somebody) {
        Jid.Person phone = somebody.phone();
        return phone != null && (somebody.lids().isEmpty() || oneIn(2)) ? phone : pick(somebody.lids());
    }

    private Jid chat() {
        return anybody();
    }

    private String core() {
        return "C" + random.nextInt(8);
    }

    private Instant moment() {
        return START.plusSeconds(random.nextInt(5)).plusNanos(oneIn(5) ? random.nextInt(3000) : 0);
    }

    private String text() {
        return pick(List.of("olá", "tudo bem", "Ünïcode 🎉", "z"));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
