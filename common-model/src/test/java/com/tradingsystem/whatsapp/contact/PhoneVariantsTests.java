package com.tradingsystem.whatsapp.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.Jid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneVariantsTests {

    @ParameterizedTest
    @CsvSource({
        "553177776666, 5531977776666", // a form that is valid to this day
        "551187654321, 5511987654321", // one that is not any more
        "556198765432, 5561998765432",
        "555591234567, 5555991234567", // the area code is the country's
        "525512345678, 5215512345678",
        "523312345678, 5213312345678",
        "541123456789, 5491123456789",
        "542944123456, 5492944123456"
    })
    void mobileNumber_isKnownByBothForms(String without, String with) {
        assertThat(PhoneVariants.of(new Jid.Person(without))).containsExactly(new Jid.Person(with));
        assertThat(PhoneVariants.of(new Jid.Person(with))).containsExactly(new Jid.Person(without));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "553132224444", // a landline in Belo Horizonte
                "5531932224444", // a mobile phone, of which the shorter form would be that landline
                "551147654321",
                "558001234567", // toll-free
                "552087654321", // no such area code
                "5520987654321",
                "550987654321",
                "5509987654321",
                "5531800000000",
                "55319777766661",
                "521331234567", // one digit too few
                "5215512345678901",
                "549112345678",
                "351912345678",
                "14155550123",
                "4917612345678",
                "55",
                "1"
            })
    void otherNumber_hasOneForm(String number) {
        assertThat(PhoneVariants.of(new Jid.Person(number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5531977776666@lid", "5531977776666@g.us", "5531977776666@newsletter", "status@broadcast"})
    void otherAddress_isNoPhoneNumber(String address) {
        assertThat(PhoneVariants.of(Jid.of(address))).isEmpty();
    }
}
