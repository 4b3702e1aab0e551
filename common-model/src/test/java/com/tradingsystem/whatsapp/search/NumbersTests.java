package com.tradingsystem.whatsapp.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersTests {

    /** The digits asked for, and ten writings of each kind of number. */
    static Stream<Arguments> writings() {
        return Stream.of(
                        kind(
                                "12345678909",
                                "123.456.789-09",
                                "12345678909",
                                "123 456 789 09",
                                "123.456.789/09",
                                "123456789-09",
                                "123.456.78909",
                                "123-456-789-09",
                                "CPF:123.456.789-09.",
                                "１２３.456.789–09",
                                "50 e 12 123.456.789-09 98"),
                        kind(
                                "12345678000190",
                                "12.345.678/0001-90",
                                "12345678000190",
                                "12 345 678 0001 90",
                                "12345678/0001-90",
                                "12.345.678/000190",
                                "12-345-678-0001-90",
                                "CNPJ12.345.678/0001-90",
                                "(12.345.678/0001-90)",
                                "12.345.678 / 0001-90",
                                "12.345.678/0001—90"),
                        kind(
                                "11987654321",
                                "11987654321",
                                "+55 11 98765-4321",
                                "(11) 98765-4321",
                                "5511987654321",
                                "011 98765 4321",
                                "11 9 8765 4321",
                                "+55(11)98765-4321",
                                "11.98765.4321",
                                "(11) 8765-4321",
                                "+55 11 8765-4321"),
                        kind(
                                "87654321",
                                "98765-4321",
                                "8765-4321",
                                "(11) 98765-4321",
                                "+55 11 98765-4321",
                                "5511987654321",
                                "11987654321",
                                "8765 4321",
                                "1187654321",
                                "9 8765-4321",
                                "whats:11987654321"),
                        kind(
                                "1500",
                                "R$ 1.500,00",
                                "1500",
                                "1.500",
                                "1500,00",
                                "R$1.500,00",
                                "1,500.00",
                                "1 500,00",
                                "R$ 1.500,-",
                                "1500.00",
                                "US$1500"),
                        kind(
                                "34191790010104351004791020150008884330000026000",
                                "34191.79001 01043.510047 91020.150008 8 84330000026000",
                                "34191790010104351004791020150008884330000026000"))
                .flatMap(kind -> kind);
    }

    private static Stream<Arguments> kind(String asked, String... writings) {
        return Arrays.stream(writings).map(writing -> Arguments.of(asked, writing));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void number_isFoundHoweverItWasWritten(String asked, String written) {
        Set<String> known =
                new LinkedHashSet<>(Arrays.asList(FoldedText.of(written).marks().split(" ")));
        known.addAll(Arrays.asList(FoldedText.of(written).words().split(" ")));

        assertThat(PhoneDigits.asked(asked)).as("among %s", known).anyMatch(known::contains);
    }

    @Test
    void otherDigits_areOtherNumbers() {
        assertThat(FoldedText.of("123.456.789-09").marks().split(" ")).doesNotContain("12345678901", "1234", "2345");
        assertThat(FoldedText.of("15h, 3 pessoas").marks()).isEmpty();
    }

    @Test
    void numbersOnSeparateLines_staySeparate() {
        assertThat(FoldedText.of("1234\n5678").marks()).isEmpty();
    }

    @Test
    void manyNumbers_areIndexedUpToABound() {
        assertThat(FoldedText.of("12.34/".repeat(10_000)).marks()).hasSizeLessThan(16_384);
    }

    @Test
    void emoji_areWordsWhateverTheirTone() {
        assertThat(FoldedText.of("👍🏽 ❤️").marks()).isEqualTo("emoji1f44d emoji2764");
    }
}
