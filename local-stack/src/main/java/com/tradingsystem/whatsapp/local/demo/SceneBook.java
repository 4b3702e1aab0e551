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
 * x&gt;                  the newest message of the other one is deleted; in groups xb
 * v option            members vote in the newest poll
 * s text, n text      a story; a post of the account's channel
 * [photo] caption     a thing instead of text: photo, screenshot, video s, voice s, sticker, pdf name, xml name,
 *                     place lat lon name | address, live lat lon, card name phone, poll question | a | b,
 *                     link url | title | description, order
 * </pre>
 */
final class SceneBook {

    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");
    private static final Pattern LINE = Pattern.compile("(?:([\\^~+x]?)([<>a-c])>?|(v))(?: (.*))?");
    private static final Map<String, Line.Act> ACTS = Map.of(
            "", Line.Act.SAY,
            "^", Line.Act.ANSWER,
            "~", Line.Act.EDIT,
            "+", Line.Act.REACT,
            "x", Line.Act.REVOKE);

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

    /** What may be put in for a place holder; the word itself where nothing is named. */
    List<String> words(String word) {
        return words.getOrDefault(word, List.of(word));
    }

    private String choose(String word, SplittableRandom random) {
        return words(word).get(random.nextInt(words(word).size()));
    }

    private void read(List<String> text) {
        List<Line> lines = List.of();
        for (String line : text) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '#' -> {}
                case '@' -> words.put(line.substring(1, line.indexOf(' ')), Arrays.asList(rest.split(" \\| ", -1)));
                case '=' -> lines = begin(rest, Scene.Where.DIRECT);
                case '*' -> lines = begin(rest, Scene.Where.GROUP);
                case 's' -> begin(rest, Scene.Where.STATUS).add(new Line(Line.Act.SAY, Line.ACCOUNT, rest));
                case 'n' -> begin(rest, Scene.Where.CHANNEL).add(new Line(Line.Act.SAY, Line.ACCOUNT, rest));
                default -> lines.add(line(line));
            }
        }
    }

    private List<Line> begin(String title, Scene.Where where) {
        List<Line> lines = new ArrayList<>();
        scenes.add(new Scene(title, where, lines));
        return lines;
    }

    private static Line line(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("not a line of a scene: " + text);
        }
        String rest = line.group(4) == null ? "" : line.group(4);
        return line.group(3) == null
                ? new Line(
                        ACTS.getOrDefault(line.group(1), Line.Act.SAY),
                        line.group(2).charAt(0),
                        rest)
                : new Line(Line.Act.VOTE, 'a', rest);
    }
}
