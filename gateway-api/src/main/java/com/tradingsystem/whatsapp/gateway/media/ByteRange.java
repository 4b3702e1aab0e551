package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;

/**
 * What is sent of a file.
 *
 * @param isAskedFor whether the caller asked for a part, which may be all there is
 */
record ByteRange(long offset, long length, boolean isAskedFor) {

    /**
     * The part that a request asks for, which is the whole file if it asks for none, for several, or for something that is no range of
     * bytes, and if it has parts of something else already.
     *
     * @param tag of the file as it is now
     * @throws ProblemException 416 if the file ends before the part begins
     */
    static ByteRange asked(HttpServletRequest request, String tag, long size) {
        String held = request.getHeader(HttpHeaders.IF_RANGE);
        if (!HttpMethod.GET.matches(request.getMethod())
                || (held != null && !held.strip().equals(tag))) {
            return new ByteRange(0, size, false);
        }
        List<HttpRange> ranges = parse(request.getHeader(HttpHeaders.RANGE));
        if (ranges.size() != 1) {
            return new ByteRange(0, size, false);
        }
        long start = ranges.getFirst().getRangeStart(size);
        long end = ranges.getFirst().getRangeEnd(size);
        if (start > end) {
            throw ProblemException.rangeNotSatisfiable(size);
        }
        return new ByteRange(start, end - start + 1, true);
    }

    /** The value of the header that tells which part of so many bytes this is. */
    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(offset, offset + length - 1, size);
    }

    private static List<HttpRange> parse(@Nullable String header) {
        try {
            return HttpRange.parseRanges(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
