package com.tradingsystem.whatsapp.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneChatTests {

    private static final Person ME = Person.of("5511900000001", "1", "Me");

    @Test
    void chatWithAPerson_hasTwoAddresses_whereWahaKnowsBoth() {
        Person ana = Person.of("5511900001000", "9", "Ana");

        assertThat(direct(ana, true).otherAddress()).isEqualTo("5511900001000@c.us");
        assertThat(direct(ana, false).otherAddress()).isEqualTo("9@lid");
    }

    @Test
    void hiddenNumber_staysHidden() {
        Person unknown = new Person("5511900001000", "9", "Ana", null, false);

        assertThat(direct(unknown, true).otherAddress()).isNull();
    }

    @Test
    void whoeverHasNoHiddenId_andEverythingElse_hasOneAddress() {
        assertThat(direct(new Person("5511900001000", null, "Ana", null, true), false)
                        .otherAddress())
                .isNull();
        assertThat(new SceneChat("status@broadcast", false, Scene.Where.STATUS, ME, List.of()).otherAddress())
                .isNull();
    }

    private static SceneChat direct(Person person, boolean hidden) {
        return new SceneChat(person.address(hidden), hidden, Scene.Where.DIRECT, ME, List.of(person));
    }
}
