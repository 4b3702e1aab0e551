package com.tradingsystem.whatsapp.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTests {

    private static final Path DOCUMENTATION = Path.of("../docs/problems.md");

    @Test
    void everyType_hasAHeadingInTheDocumentation_andNoOtherHas() throws IOException {
        List<String> headings = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings)
                .containsExactlyInAnyOrder(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toArray(String[]::new));
    }

    @Test
    void theStatusUnderEachHeading_isTheTypes() throws IOException {
        String documentation = Files.readString(DOCUMENTATION);

        for (ProblemType type : ProblemType.values()) {
            assertThat(documentation)
                    .contains("## " + type.slug() + "\n\n" + type.status().value());
        }
    }

    @ParameterizedTest
    @EnumSource
    void problem_saysItsTypeItsTitleAndItsStatus(ProblemType type) {
        assertThat(type.detail().getType()).hasToString("urn:whatsapp-gateway:problem:" + type.slug());
        assertThat(type.detail().getTitle()).isNotBlank();
        assertThat(type.detail("words").getStatus()).isEqualTo(type.status().value());
    }
}
