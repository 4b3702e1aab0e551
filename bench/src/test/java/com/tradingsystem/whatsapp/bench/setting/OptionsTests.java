package com.tradingsystem.whatsapp.bench.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTests {

    @Test
    void quick_leavesWhatElseIsSaid() {
        Options options = Options.parse("--messages", "1000", "--quick");

        assertThat(options.messages()).isEqualTo(1_000);
        assertThat(options.seconds()).isLessThan(Options.parse().seconds());
    }

    @Test
    void unknownArgument_isRefusedByName() {
        assertThatThrownBy(() -> Options.parse("--fast"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("--fast");
    }

    @Test
    void argumentWithoutNumber_isRefused() {
        assertThatThrownBy(() -> Options.parse("--rounds")).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> Options.parse("--rounds", "0")).isInstanceOf(BadSetting.class);
    }
}
