package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.media.MediaLeases;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** What became of a file, the file itself, and the way to ask for it again, which takes the scope {@code admin}. */
@RestController
@RequestMapping("/api/media/{id}")
class MediaController {

    private final VisibleMedia media;
    private final StoredFiles files;
    private final MediaLeases claims;
    private final Changes changes;

    MediaController(VisibleMedia media, StoredFiles files, MediaLeases claims, Changes changes) {
        this.media = media;
        this.files = files;
        this.claims = claims;
        this.changes = changes;
    }

    record OneJson(MediaJson media) {}

    @GetMapping
    OneJson one(@AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request) {
        QueryParameters.of(request);
        return new OneJson(MediaJson.of(media.get(caller, id)));
    }

    @GetMapping("/file")
    @Nullable
    ResponseEntity<Resource> file(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, ServletWebRequest request) {
        QueryParameters.of(request.getRequest());
        return files.file(media.get(caller, id), request);
    }

    @GetMapping("/thumbnail")
    @Nullable
    ResponseEntity<Resource> thumbnail(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, ServletWebRequest request) {
        QueryParameters.of(request.getRequest());
        return files.thumbnail(media.get(caller, id), request);
    }

    /** With all its attempts; one that is waiting is due at once. */
    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    OneJson retry(@AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request) {
        QueryParameters.of(request);
        MediaDetails known = media.get(caller, id);
        if (!claims.retry(known.state().id())) {
            throw new ProblemException(ProblemType.MEDIA_NOT_WAITING);
        }
        changes.announce(List.of(new Change(known.session(), true)));
        return new OneJson(MediaJson.of(media.get(caller, id)));
    }
}
