package com.tradingsystem.whatsapp.worker.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what files are, by their first bytes. What the sender said counts only where bytes cannot tell, as between one
 * sort of text and another, or between the formats that are all ZIP archives. Safe for use by many threads.
 */
final class TypeSniffer {

    private static final int PREFIX = 64 * 1024;
    private static final MediaType MATROSKA = MediaType.application("x-matroska");
    private static final Set<String> RECOGNISABLE = Set.of("image", "audio", "video");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /**
     * Looks at a file.
     *
     * @param declared the type its sender gave it
     * @param fileName the name its sender gave it
     */
    FileType sniff(Path file, @Nullable String declared, @Nullable String fileName) throws IOException {
        byte[] prefix = prefix(file);
        MimeType said = registered(declared);
        MediaType byBytes = detect(prefix, null, null);
        MediaType type = detect(prefix, said, fileName);
        if ((byBytes.equals(MediaType.OCTET_STREAM) && !mayLackSignature(type))
                || types.getMediaTypeRegistry().isSpecializationOf(byBytes, type)) {
            type = byBytes;
        }
        if (types.getMediaTypeRegistry().isInstanceOf(byBytes, MATROSKA)) {
            type = recording(prefix, said);
        }
        String name = name(type);
        return new FileType(name, extension(name), said != null && isOther(type, said.getType()));
    }

    private static MediaType recording(byte[] prefix, @Nullable MimeType said) {
        boolean saidAudio = said != null && said.getType().getType().equals("audio");
        return Objects.requireNonNull(MediaType.parse(Matroska.read(prefix).mimeType(saidAudio)), "these are types");
    }

    private static byte[] prefix(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PREFIX);
        }
    }

    private MediaType detect(byte[] prefix, @Nullable MimeType declared, @Nullable String fileName) throws IOException {
        Metadata hints = new Metadata();
        if (declared != null) {
            hints.set(HttpHeaders.CONTENT_TYPE, declared.getName());
        }
        if (fileName != null) {
            hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, lastPart(fileName));
        }
        try (TikaInputStream in = TikaInputStream.get(prefix)) {
            return types.detect(in, hints, new ParseContext()).getBaseType();
        }
    }

    /** Only the ending of a name says something, and names are taken for addresses otherwise. */
    private static String lastPart(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String ending = dot < 0 ? "" : fileName.substring(dot + 1);
        return ending.matches("[A-Za-z0-9]{1,10}") ? "file." + ending : "file";
    }

    /** Tika remembers every type it is ever asked for by name, so it is only asked for those it knows. */
    private @Nullable MimeType registered(@Nullable String declared) {
        if (declared == null) {
            return null;
        }
        MediaType parsed = MediaType.parse(declared.toLowerCase(Locale.ROOT));
        if (parsed == null || parsed.getBaseType().equals(MediaType.OCTET_STREAM)) {
            return null;
        }
        try {
            return types.getRegisteredMimeType(parsed.getBaseType().toString());
        } catch (MimeTypeException e) {
            return null;
        }
    }

    /** Pictures and the like begin with what they are: bytes that do not are none, whatever their name. */
    private static boolean mayLackSignature(MediaType type) {
        return type.getType().equals("application")
                && !type.getSubtype().equals("pdf")
                && !type.getSubtype().equals("xhtml+xml");
    }

    private boolean isOther(MediaType type, MediaType said) {
        MediaType real = types.getMediaTypeRegistry().normalize(type);
        MediaType claimed = types.getMediaTypeRegistry().normalize(said);
        if (real.equals(MediaType.OCTET_STREAM)) {
            return true; // of which everything is an instance
        }
        return !real.equals(claimed)
                && !types.getMediaTypeRegistry().isInstanceOf(real, claimed)
                && !types.getMediaTypeRegistry().isInstanceOf(claimed, real)
                && !(family(real).equals(family(claimed)) && RECOGNISABLE.contains(family(real)));
    }

    /** Recordings with and without pictures come in the same containers. */
    private static String family(MediaType type) {
        return switch (type.getSubtype()) {
            case "ogg", "mp4", "quicktime", "3gpp", "webm", "x-matroska" -> "video";
            default -> type.getType().equals("audio") ? "video" : type.getType();
        };
    }

    private static String name(MediaType type) {
        return switch (type.toString()) {
            case "application/x-tika-msoffice" -> "application/x-ole-storage";
            case "application/x-tika-ooxml" -> "application/zip";
            default -> type.toString();
        };
    }

    /** As Tika has it, but for endings that players do not know and people do not expect. */
    private String extension(String type) {
        return switch (type) {
            case "audio/mpeg" -> "mp3";
            case "audio/mp4" -> "m4a";
            case "audio/ogg", "application/ogg" -> "ogg";
            case "audio/webm" -> "webm";
            case "audio/3gpp" -> "3gp";
            case "video/quicktime" -> "mov";
            case "application/x-msdownload" -> "exe";
            default -> registeredExtension(type);
        };
    }

    private String registeredExtension(String type) {
        try {
            MimeType registered = types.getRegisteredMimeType(type);
            String extension = registered == null ? "" : registered.getExtension();
            return extension.isEmpty() ? "bin" : extension.substring(1).toLowerCase(Locale.ROOT);
        } catch (MimeTypeException e) {
            return "bin";
        }
    }
}
