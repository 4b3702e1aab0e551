package com.tradingsystem.whatsapp.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneBookTests {

    private static final Person ME = Person.of("5511900000001", "210000000000001", "Loja");
    private static final List<Person> OTHERS = List.of(
            Person.of("5511900001000", "210000000000002", "Ana Souza"),
            Person.of("5511900001037", "210000000000003", "Bruno"),
            Person.of("5511900001074", "210000000000004", "Camila"));

    @ParameterizedTest
    @ValueSource(strings = {"loja", "suporte"})
    void everyScene_canBePlayed(String name) {
        SceneBook book = SceneBook.read(name);
        for (Scene.Where where : Scene.Where.values()) {
            assertThat(book.scenes(where)).as(where.toString()).isNotEmpty();
            for (Scene scene : book.scenes(where)) {
                List<Beat> beats = play(book, scene, 1);
                assertThat(beats).as(scene.title()).isNotEmpty();
                assertThat(beats).extracting(Beat::at).isSorted();
                assertThat(beats)
                        .noneMatch(beat -> beat instanceof Beat.Said said
                                && String.valueOf(said.message().body()).contains("{"));
            }
        }
    }

    @Test
    void bothBooksTogether_haveEverythingInThem() {
        Set<Class<?>> beats = all().map(Object::getClass).collect(Collectors.toSet());
        List<Content> contents = all().filter(Beat.Said.class::isInstance)
                .map(beat -> ((Beat.Said) beat).message().content())
                .toList();

        assertThat(beats)
                .containsExactlyInAnyOrder(
                        Beat.Said.class, Beat.Reacted.class, Beat.Edited.class, Beat.Revoked.class, Beat.Voted.class);
        assertThat(contents.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Content.class.getPermittedSubclasses());
        assertThat(contents.stream()
                        .filter(Content.File.class::isInstance)
                        .map(content -> ((Content.File) content).file().kind())
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(MediaFile.Kind.class));
    }

    @Test
    void samePlaceHolder_getsTheSameWordWithinAScene() {
        SceneBook book = SceneBook.read("loja");
        Map<String, String> chosen = new HashMap<>();

        String text = book.fill("{produto} {produto} {numero} {numero}", chosen, new SplittableRandom(1));

        String[] halves = text.split(" " + chosen.get("numero") + " ", 2);
        assertThat(halves[0]).isEqualTo(chosen.get("produto") + " " + chosen.get("produto"));
        assertThat(halves[1]).isEqualTo(chosen.get("numero"));
    }

    @Test
    void sameChance_writesTheSameBeats() {
        SceneBook book = SceneBook.read("loja");
        Scene scene = book.scenes(Scene.Where.GROUP).getFirst();

        assertThat(play(book, scene, 5)).isEqualTo(play(book, scene, 5));
        assertThat(play(book, scene, 5)).isNotEqualTo(play(book, scene, 6));
    }

    private static Stream<Beat> all() {
        return Stream.of("loja", "suporte").flatMap(name -> {
            SceneBook book = SceneBook.read(name);
            return Arrays.stream(Scene.Where.values())
                    .flatMap(where -> book.scenes(where).stream())
                    .flatMap(scene -> play(book, scene, 3).stream());
        });
    }

    private static List<Beat> play(SceneBook book, Scene scene, long seed) {
        SceneChat stage = new SceneChat("5511900001000@c.us", false, scene.where(), ME, OTHERS);
        SplittableRandom random = new SplittableRandom(seed);
        return new SceneWriter(
                        book,
                        stage,
                        person -> Long.toHexString(random.nextLong()),
                        random,
                        Instant.parse("2026-11-22T12:00:00Z"))
                .write(scene, Duration.ofSeconds(10));
    }
}
