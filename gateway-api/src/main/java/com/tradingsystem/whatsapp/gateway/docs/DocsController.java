package com.tradingsystem.whatsapp.gateway.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the interface, for machines at {@code /openapi.json} and for people at {@code /docs}. */
@RestController
class DocsController {

    /** All from here: no script or style in the page but from its own files, nothing from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] openApi;

    DocsController(ObjectMapper json, ObjectProvider<BuildProperties> build) throws IOException {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
        this.openApi = json.writeValueAsBytes(OpenApi.describe(version));
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] openApi() {
        return openApi;
    }

    /** Where one gets who asks for the address that is printed at the start. Nothing else here is ever a redirect. */
    @GetMapping("/")
    ResponseEntity<Void> root() {
        return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT)
                .header(HttpHeaders.LOCATION, "/docs") // as a path: what we are called from outside is not known here
                .build();
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(new ClassPathResource("docs/index.html"));
    }
}
