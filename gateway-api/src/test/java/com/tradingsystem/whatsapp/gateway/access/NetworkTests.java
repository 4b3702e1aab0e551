package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {

    @Test
    void eachAddressOfIpv4_isOne() {
        assertThat(Network.of("203.0.113.7")).isEqualTo(Network.of("203.0.113.7"));
        assertThat(Network.of("203.0.113.7")).isNotEqualTo(Network.of("203.0.113.8"));
        assertThat(Network.of("::ffff:203.0.113.7")).isEqualTo(Network.of("203.0.113.7"));
    }

    @Test
    void the64BitsOfIpv6_areOne() {
        assertThat(Network.of("2001:db8:1:2::7")).isEqualTo(Network.of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(Network.of("2001:db8:1:2::7")).isNotEqualTo(Network.of("2001:db8:1:3::7"));
        assertThat(Network.of("fe80::1%eth0")).isEqualTo(Network.of("fe80::2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "dead.beef",
                "nobody.invalid",
                "g:1",
                "a:b:c",
                "_hidden",
                "203.0.113.7, 10.0.0.1"
            })
    void noAddress_isNeverLookedUp(String text) {
        assertThat(Network.of(text)).isEqualTo(Network.of("unknown"));
    }
}
