package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README in English and in Portuguese have the same to say. */
class ReadmeTests {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
    private static final Pattern COMMANDS = Pattern.compile("(?s)```(?:bash|sql)\\n(.*?)```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");
    private static final Pattern FOLDER = Pattern.compile("(?m)^\\| (`[a-z/-]+`) ");

    private final String english = read("README.md");
    private final String portuguese = read("README.pt-BR.md");

    @Test
    void both_haveTheSameParts() {
        assertThat(found(HEADING, portuguese)).isEqualTo(found(HEADING, english));
        assertThat(found(COMMANDS, portuguese))
                .isEqualTo(found(COMMANDS, english))
                .hasSizeGreaterThan(4);
        assertThat(found(FOLDER, portuguese)).isEqualTo(found(FOLDER, english)).hasSizeGreaterThan(5);
        assertThat(links(portuguese)).isEqualTo(links(english));
    }

    @Test
    void links_leadToFiles() {
        for (String text : List.of(english, portuguese)) {
            assertThat(found(LINK, text))
                    .filteredOn(link -> !link.startsWith("http"))
                    .isNotEmpty()
                    .allSatisfy(link ->
                            assertThat(Script.PROJECT.resolve(link)).as(link).exists());
        }
    }

    /** In the order of the text, without regard to which language they lead to. */
    private static List<String> links(String text) {
        return found(LINK, text).stream()
                .map(link -> link.replace(".pt-BR", ""))
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(ReadmeTests::part).toList();
    }

    private static String part(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : match.group(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Script.PROJECT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
