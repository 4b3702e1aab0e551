package com.tradingsystem.whatsapp.persistence;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
import com.tradingsystem.whatsapp.batch.Renaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * The SQL of a module: what the static fields of its classes hold, and the literals in its methods.
 *
 * <p>A statement with {@code %s} for its rows is completed with the columns its class has for them.
 */
public final class SqlConstants {

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(select|insert|update|delete|with|call)\\b.*whatsapp_gateway\\..*", Pattern.DOTALL);

    /** What {@code formatted()}, {@code replace()} and the concatenation of strings fill in. */
    private static final Pattern PLACEHOLDER = Pattern.compile("%(\\d+\\$)?[sd]|%[A-Z_]+%|\u0001");

    private static final Pattern TARGET = Pattern.compile("\\s*insert into (\\S+)");

    private static final String INDETERMINATE_DATATYPE = "42P18";

    private final List<Statement> statements = new ArrayList<>();

    /**
     * @param forms what it may be when it is complete; one of them is right
     */
    private record Statement(String name, List<String> forms) {}

    private SqlConstants() {}

    /** Reads the module that has the class. */
    public static SqlConstants of(Class<?> anchor) {
        SqlConstants constants = new SqlConstants();
        try {
            Path root = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted()
                        .filter(f -> f.toString().endsWith(".class"))
                        .toList()) {
                    constants.read(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return constants;
    }

    /** How many statements there are. */
    public int size() {
        return statements.size();
    }

    /** Has the server prepare every statement; returns the class and the first line of those it refuses, with its reason. */
    public Map<String, String> refusedBy(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Map<String, String> refused = new TreeMap<>();
        for (Statement statement : statements) {
            String refusal = "there is nothing to complete it with";
            for (String form : statement.forms()) {
                refusal = refusal(connection, form);
                if (refusal == null) {
                    break;
                }
            }
            if (refusal != null) {
                refused.put(statement.name(), refusal);
            }
        }
        return refused;
    }

    private static @Nullable String refusal(Connection connection, String sql) throws SQLException {
        var before = connection.setSavepoint();
        try (PreparedStatement statement =
                connection.prepareStatement(NamedParameterUtils.parseSqlStatementIntoString(sql))) {
            // For the types the driver has the server prepare the statement.
            statement.getParameterMetaData();
            return null;
        } catch (SQLException e) {
            connection.rollback(before);
            // Every name was found; the type of a parameter is known only with its value.
            return INDETERMINATE_DATATYPE.equals(e.getSQLState()) ? null : e.getMessage();
        }
    }

    private void read(String file, byte[] bytes) throws ReflectiveOperationException {
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("whatsapp_gateway.")) {
            return;
        }
        String name = file.replace('/', '.').replaceAll("\\.class$", "");
        List<Object> values = values(Class.forName(name));
        List<String> fields = values.stream()
                .flatMap(v -> v instanceof String text ? Stream.of(text) : Stream.empty())
                .toList();
        List<String> rows = values.stream()
                .flatMap(v -> v instanceof Columns<?> columns ? Stream.of(columns.unnest("r")) : Stream.empty())
                .toList();
        Stream.concat(fields.stream(), literals(new ClassReader(bytes)))
                .filter(sql -> STATEMENT.matcher(sql).matches())
                .distinct()
                .filter(sql -> fields.stream().noneMatch(field -> completes(field, sql)))
                .forEach(sql -> statements.add(new Statement(
                        name.substring(name.lastIndexOf('.') + 1)
                                + ": "
                                + sql.strip().lines().findFirst().orElseThrow(),
                        forms(sql, rows))));
    }

    /** What a statement may be when it is complete: its rows come from an array for each column, or are renamed ones. */
    private static List<String> forms(String sql, List<String> rows) {
        if (!PLACEHOLDER.matcher(sql).find()) {
            return List.of(sql);
        }
        Matcher table = TARGET.matcher(sql);
        Stream<String> renamed = table.lookingAt()
                ? Stream.of("(select t.*, ''::text as kept_under from " + table.group(1) + " t) as gone")
                : Stream.empty();
        return Stream.concat(rows.stream(), renamed)
                .map(from -> sql.replace("%s", from).replace("%%", "%"))
                .toList();
    }

    /** The values of a class's static fields, also of those that are records; and what all tables are renamed with. */
    private static List<Object> values(Class<?> type) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                Object value = field.get(null);
                values.add(value);
                if (value instanceof MergedTable<?> table) {
                    values.add(table.statement());
                }
                if (value instanceof Record owner) {
                    for (RecordComponent component : owner.getClass().getRecordComponents()) {
                        component.getAccessor().setAccessible(true);
                        values.add(component.getAccessor().invoke(owner));
                    }
                }
            }
        }
        return type == Renaming.class
                ? values
                : Stream.concat(values.stream(), values(Renaming.class).stream())
                        .toList();
    }

    private static Stream<String> literals(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        List<String> literals = new ArrayList<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // CONSTANT_String of the class file format.
            if (item > 0 && reader.readByte(item - 1) == 8) {
                literals.add(Optional.ofNullable(reader.readUTF8(item, buffer)).orElse(""));
            }
        }
        return literals.stream();
    }

    /** Whether a statement is made of another, by filling it in or adding to it. */
    private static boolean completes(String statement, String part) {
        String filledIn = Arrays.stream(PLACEHOLDER.split(part, -1))
                .map(text -> Pattern.quote(text.replace("%%", "%")))
                .collect(Collectors.joining(".*"));
        return !statement.equals(part)
                && Pattern.compile(filledIn, Pattern.DOTALL).matcher(statement).find();
    }
}
