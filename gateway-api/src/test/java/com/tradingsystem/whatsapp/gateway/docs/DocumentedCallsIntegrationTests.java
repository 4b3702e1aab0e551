package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.GatewayUnderTest;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The calls in the documents work as they are pasted, on an archive that has what they speak of. */
@DirtiesContext
class DocumentedCallsIntegrationTests extends GatewayUnderTest {

    private static final TestDatabase own = TestDatabase.create();

    private static final Pattern BLOCK = Pattern.compile("(?s)```bash\n(.*?)```");

    /** Writes how each call ended; a stream has no end. */
    private static final String CURL = """
            curl() {
              command curl -sS --max-time 5 -w '\\nSTATUS %{http_code} %{url_effective}\\n' "$@" >> answers.txt || [ $? -eq 28 ]
            }
            """;

    @TempDir
    Path directory;

    @Autowired
    ObjectStore store;

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        own.register(registry);
    }

    @BeforeAll
    static void fill() {
        new ExampleArchive(own).fill();
        own.jdbc()
                .sql("select whatsapp_gateway.initialize_sync_state('main', '5511987654321@c.us', 'full')")
                .query()
                .singleRow();
        own.jdbc()
                .sql("update whatsapp_gateway.media_downloads set thumbnail_minio_key = minio_key || '.jpg',"
                        + " file_mime_type = 'application/pdf', media_filename = 'contrato.pdf'")
                .update();
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @ParameterizedTest
    @CsvSource({
        "docs/api.md, 29",
        "README.md, 4",
        "README.pt-BR.md, 4",
        "docs/quick-start.md, 3",
        "docs/quick-start.pt-BR.md, 3"
    })
    void calls_areAnswered(String document, int number) throws Exception {
        storeFiles();
        String text = Files.readString(Path.of("..").resolve(document));
        List<String> blocks = BLOCK.matcher(text)
                .results()
                .map(DocumentedCallsIntegrationTests::calls)
                .filter(block -> !block.isEmpty())
                .toList();

        List<String> statuses =
                run(blocks).lines().filter(line -> line.startsWith("STATUS ")).toList();

        assertThat(statuses)
                .as(document)
                .hasSize(number)
                .allMatch(line -> line.startsWith("STATUS 20"), "is answered with success");
    }

    /** What it saves has the name that the text promises. */
    @Test
    void savedFile_hasItsName() throws Exception {
        storeFiles();

        run(List.of("curl -H \"X-Api-Token: $TOKEN\" -OJ \"http://localhost:4011/api/media/42/file\""));

        assertThat(directory.resolve("contrato.pdf")).hasContent("%PDF-1.4");
    }

    private void storeFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("content"), "%PDF-1.4");
        for (String key : own.jdbc()
                .sql("select unnest(array[minio_key, thumbnail_minio_key]) from whatsapp_gateway.media_downloads")
                .query(String.class)
                .list()) {
            store.put(new ObjectKey(key), file, ObjectLabel.of("application/pdf"));
        }
    }

    /** Of a block, the calls of our own interface with all their lines. */
    private static String calls(MatchResult block) {
        String text = block.group(1);
        int first = text.indexOf("curl ");
        return first < 0 || !text.contains("localhost:4011") ? "" : text.substring(first);
    }

    /** Where this gateway is, and the number of the one file there is. */
    private String here(String script) {
        return script.replace("localhost:4011", "127.0.0.1:" + port).replace("/media/42", "/media/1");
    }

    private String run(List<String> blocks) throws IOException, InterruptedException {
        String script = CURL + String.join("\n", blocks);
        Path log = directory.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", here(script))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "TOKEN",
                        API_TOKEN,
                        "WHATSAPP_GATEWAY_API_TOKEN",
                        API_TOKEN,
                        "WHATSAPP_WEBHOOK_TOKEN",
                        WEBHOOK_TOKEN));
        Process bash = builder.start();
        assertThat(bash.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(bash.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(directory.resolve("answers.txt"));
    }
}
