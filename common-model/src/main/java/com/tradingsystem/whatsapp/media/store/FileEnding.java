package com.tradingsystem.whatsapp.media.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** The endings of file names, without their dots, and whether they fit what the files are. */
final class FileEnding {

    private static final Pattern ENDING = Pattern.compile("[A-Za-z0-9]{1,10}");

    /** Many formats are one of these inside, so the bytes do not contradict an ending that is not listed for them. */
    private static final Set<String> VAGUE = Set.of(
            "application/octet-stream",
            "application/zip",
            "application/gzip",
            "application/x-ole-storage",
            "application/xml",
            "text/plain");

    private FileEnding() {}

    /** The ending of a name; empty if it has none. */
    static String told(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.length() < name.length() && ENDING.matcher(ending).matches() ? ending : "";
    }

    /** The ending of an object's key. */
    static String of(ObjectKey key) {
        String ending = told(key.value().substring(key.value().lastIndexOf('/') + 1));
        return ending.isEmpty() ? "bin" : ending.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether files of this type may end so.
     *
     * @param right an ending they may have in any case
     */
    static boolean suits(String ending, String right, String mimeType) {
        if (ending.isEmpty()) {
            return false;
        }
        List<MediaType> types = MediaTypeFactory.getMediaTypes("file." + ending);
        return ending.equalsIgnoreCase(right)
                || types.stream().anyMatch(type -> type.toString().equals(mimeType))
                || (VAGUE.contains(mimeType) && types.stream().noneMatch(FileEnding::isRecognised));
    }

    /** Whether files of this type begin with what they are, so that others are not of it. */
    private static boolean isRecognised(MediaType type) {
        return switch (type.getType()) {
            case "image" -> !type.getSubtype().contains("svg");
            case "audio", "video" -> true;
            default -> type.equals(MediaType.APPLICATION_PDF);
        };
    }
}
