package com.tradingsystem.whatsapp.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A store in a directory, its keys being paths below it.
 *
 * <p>A file is written beside the tree, forced to disk and then renamed into place, so a crash leaves at worst an orphan
 * in {@value #INCOMING}, never half an object. Labels are not kept. Directories that became empty stay.
 */
public final class DirectoryObjectStore implements ObjectStore {

    /** Not the name of a session: those do not start with a dot in this store, see {@link #pathOf}. */
    static final String INCOMING = ".incoming";

    private static final int PROBE_BYTES = 4096;

    private final Path root;
    private final Path incoming;

    /** @param root made on first use */
    public DirectoryObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(INCOMING);
    }

    @Override
    public void put(ObjectKey key, Path file, ObjectLabel label) {
        Path target = pathOf(key);
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(incoming);
            Files.copy(file, temporary);
            force(temporary, StandardOpenOption.WRITE);
            createDirectories(parentOf(target));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(parentOf(target));
        } catch (IOException e) {
            discard(temporary, e);
            throw new ObjectStoreUnavailable("cannot store an object", e);
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(pathOf(key), BasicFileAttributes.class);
            return attributes.isRegularFile() ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot ask for an object", e);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset, long length) {
        if (size(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(pathOf(key), StandardOpenOption.READ);
            channel.position(offset);
            return Optional.of(new Slice(Channels.newInputStream(channel), length));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot open an object", e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        Path path = pathOf(key);
        try {
            if (Files.deleteIfExists(path)) {
                forceDirectory(parentOf(path));
            }
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot delete an object", e);
        }
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    public Stream<StoredObject> list(String prefix) {
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try {
            return Files.walk(root)
                    .filter(path -> !path.startsWith(incoming))
                    .flatMap(path -> describe(path).stream())
                    .filter(object -> object.key().value().startsWith(prefix));
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot list the objects", e);
        }
    }

    @Override
    public void check() {
        try {
            Files.createDirectories(incoming);
            Path probe = Files.createTempFile(incoming, "check", null);
            Files.write(probe, new byte[PROBE_BYTES]);
            Files.delete(probe);
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot write to the directory of the store", e);
        }
    }

    @Override
    public String bucket() {
        return "directory";
    }

    /** What lies at this path; empty if it went away meanwhile or was not stored by a store. */
    private Optional<StoredObject> describe(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new StoredObject(
                            keyOf(path),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ObjectKey keyOf(Path path) {
        return ObjectKey.of(StreamSupport.stream(root.relativize(path).spliterator(), false)
                .map(Path::toString)
                .map(segment -> segment.startsWith(".") ? segment.substring(1) : segment)
                .toArray(String[]::new));
    }

    /** A leading dot is doubled, so that no key reaches {@value #INCOMING} and nothing becomes a hidden file. */
    private Path pathOf(ObjectKey key) {
        Path path = root;
        for (String segment : key.value().split("/", -1)) {
            path = path.resolve(segment.startsWith(".") ? "." + segment : segment);
        }
        return path;
    }

    private static Path parentOf(Path pathInStore) {
        return Objects.requireNonNull(pathInStore.getParent());
    }

    /** Makes a directory and those above it, each forced into its parent. */
    private void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null && !directory.equals(root)) {
            createDirectories(parent);
            Files.createDirectories(directory);
            forceDirectory(parent);
        } else {
            Files.createDirectories(directory);
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private static void discard(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
