package com.tradingsystem.whatsapp.waha.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.Jid.Lid;
import com.tradingsystem.whatsapp.identity.Jid.Person;
import org.junit.jupiter.api.Test;

class LidPairsTests {

    private static final Lid ANA_LID = new Lid("90000000000077");
    private static final Person ANA = new Person("15551230001");
    private static final Person BRUNO = new Person("15551230002");
    private static final Account ME = new Account(new Person("15550001111"), new Lid("90000000000001"), null);

    private final LidPairs pairs = new LidPairs(Account.UNKNOWN);

    @Test
    void eitherOrder_isOnePair() {
        pairs.add(ANA_LID, ANA);
        pairs.add(ANA, ANA_LID);

        assertThat(pairs.links()).containsExactly(new LidLink(ANA_LID, ANA));
        assertThat(pairs.isDoubtful()).isFalse();
    }

    @Test
    void halfPairsAndOtherAddresses_arePassedOver() {
        pairs.add(ANA_LID, null);
        pairs.add(null, ANA);
        pairs.add(ANA, BRUNO);
        pairs.add(ANA_LID, Jid.of("120363000000000001@g.us"));

        assertThat(pairs.links()).isEmpty();
        assertThat(pairs.isDoubtful()).isFalse();
    }

    @Test
    void severalLidsOfOnePhone_areAllKept() {
        pairs.add(ANA_LID, ANA);
        pairs.add(new Lid("90000000000079"), ANA);

        assertThat(pairs.links()).hasSize(2);
    }

    @Test
    void oneLidWithTwoPhones_isDropped() {
        pairs.add(ANA_LID, ANA);
        pairs.add(ANA_LID, BRUNO);

        assertThat(pairs.links()).isEmpty();
        assertThat(pairs.isDoubtful()).isTrue();
    }

    @Test
    void lidPrintedAsPhone_isDropped() {
        pairs.add(ANA_LID, new Person(ANA_LID.id()));

        assertThat(pairs.links()).isEmpty();
        assertThat(pairs.isDoubtful()).isTrue();
    }

    @Test
    void phoneZero_isNobody() {
        pairs.add(ANA_LID, new Person("0"));

        assertThat(pairs.links()).isEmpty();
    }

    @Test
    void accountsOwnPair_isThereFromTheStart() {
        assertThat(new LidPairs(ME).links()).hasSize(1);
    }

    @Test
    void somebodyElsesLid_isNeverTheAccountsPhone() {
        LidPairs known = new LidPairs(ME);
        known.add(ANA_LID, ME.phone());
        known.add(ME.lid(), ANA);

        assertThat(known.links()).hasSize(1);
        assertThat(known.isDoubtful()).isTrue();
    }

    @Test
    void ownMessagesOtherAddress_isBelievedOnlyIfItIsNotOurs() {
        LidPairs known = new LidPairs(ME);
        known.addChat(ANA_LID, ME.phone(), true);
        assertThat(known.links()).hasSize(1);
        known.addChat(ANA_LID, ANA, true);
        assertThat(known.links()).contains(new LidLink(ANA_LID, ANA));

        pairs.addChat(ANA_LID, ANA, true);
        assertThat(pairs.links()).isEmpty();
        pairs.addChat(ANA_LID, ANA, false);
        assertThat(pairs.links()).hasSize(1);
    }
}
