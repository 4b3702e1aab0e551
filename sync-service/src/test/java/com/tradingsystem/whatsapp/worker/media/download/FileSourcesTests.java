package com.tradingsystem.whatsapp.worker.media.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.worker.media.download.FileSources.Access;
import com.tradingsystem.whatsapp.worker.media.download.FileSources.Source;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourcesTests {

    private static final FileSources SOURCES = new FileSources(
            HttpUrl.get("http://waha:3000"),
            "http://minio:9000",
            List.of("https://cdn.example.com", "https://*.files.example.com", "http://10.0.0.5:8080"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/api/files/loja/3EB0.jpeg, http://waha:3000/api/files/loja/3EB0.jpeg",
        "http://waha:3000/api/files/loja/3EB0.jpeg, http://waha:3000/api/files/loja/3EB0.jpeg",
        "https://evil.example/api/files/3EB0.jpeg, http://waha:3000/api/files/3EB0.jpeg",
        "http://localhost:3000/api/files/loja/true_5511%40c.us_3EB0.oga, http://waha:3000/api/files/loja/true_5511%40c.us_3EB0.oga",
        "HTTP://LOCALHOST:3000/api/files/loja/true_5511@c.us_3EB0.false, http://waha:3000/api/files/loja/true_5511@c.us_3EB0.false",
        "http://localhost:3000/api/files/a.jpg?x=1, http://waha:3000/api/files/a.jpg?x=1"
    })
    void fileOfWaha_isAskedOfTheConfiguredWaha(String url, String asked) {
        assertThat(SOURCES.find(url)).isEqualTo(new Source(HttpUrl.get(asked), Access.WAHA));
    }

    @Test
    void wahaBehindAPath_keepsIt() {
        FileSources sources = new FileSources(HttpUrl.get("https://proxy.example/waha/"), null, List.of());
        Source file = new Source(HttpUrl.get("https://proxy.example/waha/api/files/a.jpg"), Access.WAHA);

        assertThat(sources.find("http://localhost:3000/api/files/a.jpg")).isEqualTo(file);
        assertThat(sources.find("https://proxy.example/waha/api/files/a.jpg")).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "http://minio:9000/waha/loja/3EB0.jpeg?X-Amz-Signature=1, TRUSTED",
        "http://10.0.0.5:8080/a.jpg, TRUSTED",
        "https://cdn.example.com/a.jpg, PUBLIC_ONLY",
        "https://eu.files.example.com/a.jpg, PUBLIC_ONLY",
        "https://a.eu.files.example.com/a.jpg, PUBLIC_ONLY"
    })
    void listedOrigin_isFetchedWithoutTheKey(String url, Access access) {
        assertThat(SOURCES.find(url)).isEqualTo(new Source(HttpUrl.get(url), access));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no address",
                "file:///etc/passwd",
                "ftp://waha:3000/api/files/a.jpg",
                "gopher://waha:3000/api/files/a.jpg",
                "//waha:3000/api/files/a.jpg",
                "http://waha:3000/",
                "http://waha:3000/api/sessions",
                "http://waha:3000/api/server/environment?all=true",
                "http://waha:3000/api/files/../server/environment",
                "http://waha:3000/api/files/%2e%2e/server/environment",
                "http://waha:3000/api/files/..%2fserver%2fenvironment",
                "http://waha:3000/api/files/..%5cserver",
                "http://waha:3000/api/files/%252e%252e%252fserver",
                "http://waha:3000/api/filesystem/a",
                "http://user:pass@cdn.example.com/a.jpg",
                "https://waha@evil.example/a.jpg",
                "http://cdn.example.com/a.jpg",
                "https://cdn.example.com:8443/a.jpg",
                "https://files.example.com/a.jpg",
                "https://evilfiles.example.com/a.jpg",
                "https://cdn.example.com.evil.example/a.jpg",
                "http://10.0.0.6:8080/a.jpg",
                "http://127.0.0.1:9000/a.jpg",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/a.jpg"
            })
    void anythingElse_isNotFetched(String url) {
        assertThat(SOURCES.find(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn.example.com", "https://cdn.example.com/path", "https://*", "*", "https://a?b=c"})
    void originThatIsNone_isRefusedAtStart(String origin) {
        assertThatThrownBy(() -> new FileSources(HttpUrl.get("http://waha:3000"), null, List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
