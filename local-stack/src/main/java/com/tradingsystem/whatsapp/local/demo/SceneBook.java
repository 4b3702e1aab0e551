package com.tradingsystem.whatsapp.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scenes of a session, read from a text file.
 *
 * <pre>
 * &#64;word a | b          one of these is put in for {word}
 * = title             a scene between the account and somebody
 * * title             a scene in a group
 * &gt; text  &lt; text      the other one says, the account says; in groups a&gt; b&gt; c&gt; for its members
 * ^&lt; text             the account answers the newest message of another
 * +&gt; emoji            a reaction to the newest message; in groups +a
 * ~&lt; text             the account's newest message gets this text
 * x&gt;                  the newest message of the other one is deleted; in groups x&gt;b
 * v option            members vote in the newest poll
 * s text, n text      a story; a post of the account's channel
 * [photo] caption     a thing instead of text: photo, screenshot, video s, voice s, sticker, pdf name, xml name,
 *                     place lat lon name | address, live lat lon, card name phone, poll question | a | b,
 *                     link url | title | description, order
 * </pre>
 */
final class SceneBook {

    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");
    private static final Pattern GROUP_LINE = Pattern.compile("([\\^~]?)([a-c])> (.*)");
    private static final Pattern GROUP_REVOKE = Pattern.compile("x>([a-c])");
    private static final Pattern GROUP_REACTION = Pattern.compile("\\+([a-c]) (.*)");
    private static final Pattern DIRECT_LINE = Pattern.compile("([\\^~+]?)([<>]) (.*)");

    private final Map<String, List<String>> words = new HashMap<>();
    private final List<Scene> scenes = new ArrayList<>();

    private SceneBook() {}

    static SceneBook read(String name) {
        SceneBook book = new SceneBook();
        try (InputStream in = SceneBook.class.getResourceAsStream("/demo/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no such scenes: " + name);
            }
            book.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return book;
    }

    List<Scene> scenes(Scene.Where where) {
        return scenes.stream().filter(scene -> scene.where() == where).toList();
    }

    /** One of the scenes of this kind. */
    Scene any(Scene.Where where, SplittableRandom random) {
        List<Scene> candidates = scenes(where);
        return candidates.get(random.nextInt(candidates.size()));
    }

    /** The line's text with a word for each place holder; the same place holder gets the same word within {@code chosen}. */
    String fill(String text, Map<String, String> chosen, SplittableRandom random) {
        return WORD.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(chosen.computeIfAbsent(
                        found.group(1),
                        word -> word.equals("numero")
                                ? Integer.toString(1000 + random.nextInt(9000))
                                : choose(word, random))));
    }

    private String choose(String word, SplittableRandom random) {
        List<String> candidates = words.getOrDefault(word, List.of(word));
        return candidates.get(random.nextInt(candidates.size()));
    }

    private void read(List<String> text) {
        String title = "";
        Scene.Where where = Scene.Where.DIRECT;
        List<Line> lines = new ArrayList<>();
        for (String line : text) {
            if (line.startsWith("@")) {
                int space = line.indexOf(' ');
                words.put(
                        line.substring(1, space),
                        Arrays.asList(line.substring(space + 1).split(" \\| ", -1)));
            } else if (line.startsWith("= ") || line.startsWith("* ")) {
                add(title, where, lines);
                title = line.substring(2);
                where = line.startsWith("=") ? Scene.Where.DIRECT : Scene.Where.GROUP;
            } else if (line.startsWith("s ") || line.startsWith("n ")) {
                add(title, where, lines);
                where = line.startsWith("s") ? Scene.Where.STATUS : Scene.Where.CHANNEL;
                lines.add(new Line(Line.Act.SAY, Line.ACCOUNT, line.substring(2)));
                add(line.substring(2), where, lines);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line(line));
            }
        }
        add(title, where, lines);
    }

    private void add(String title, Scene.Where where, List<Line> lines) {
        if (!lines.isEmpty()) {
            scenes.add(new Scene(title, where, lines));
            lines.clear();
        }
    }

    private static Line line(String line) {
        if (line.startsWith("v ")) {
            return new Line(Line.Act.VOTE, 'a', line.substring(2));
        }
        if (line.equals("x>") || line.equals("x<")) {
            return new Line(Line.Act.REVOKE, line.charAt(1), "");
        }
        Matcher direct = DIRECT_LINE.matcher(line);
        if (direct.matches()) {
            return new Line(act(direct.group(1)), direct.group(2).charAt(0), direct.group(3));
        }
        Matcher group = GROUP_LINE.matcher(line);
        if (group.matches()) {
            return new Line(act(group.group(1)), group.group(2).charAt(0), group.group(3));
        }
        Matcher reaction = GROUP_REACTION.matcher(line);
        if (reaction.matches()) {
            return new Line(Line.Act.REACT, reaction.group(1).charAt(0), reaction.group(2));
        }
        Matcher revoke = GROUP_REVOKE.matcher(line);
        if (revoke.matches()) {
            return new Line(Line.Act.REVOKE, revoke.group(1).charAt(0), "");
        }
        throw new IllegalArgumentException("not a line of a scene: " + line);
    }

    private static Line.Act act(String sign) {
        return switch (sign) {
            case "^" -> Line.Act.ANSWER;
            case "~" -> Line.Act.EDIT;
            case "+" -> Line.Act.REACT;
            default -> Line.Act.SAY;
        };
    }
}
