package com.tradingsystem.whatsapp.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.event.JsonText;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns declared by a record: each component is the column of its name, of a type that follows from its own. A component that is a
 * record itself stands for several columns. Their names begin with its name, and it is null where all of them are; or, where it is
 * {@link JsonUnwrapped}, they are as if they were the outer record's own, in a row as in JSON.
 *
 * <p>Immutable and safe for use by many threads. Reads by position: names would have to be looked up thousands of times a page.
 *
 * @param <R> the record
 */
public final class RecordColumns<R> {

    /** A component. */
    private sealed interface Part {

        List<String> names();

        default int width() {
            return 1;
        }

        /** Reads what begins at a column. */
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;

        <T> void addTo(Columns.Builder<T> columns, Function<T, @Nullable Object> owner);
    }

    private final Part[] parts;
    private final List<String> names;
    private final Constructor<R> constructor;

    private RecordColumns(Class<R> type, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        parts = Arrays.stream(components)
                .map(component -> part(component, prefix))
                .toArray(Part[]::new);
        names = Arrays.stream(parts).flatMap(part -> part.names().stream()).toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The columns that a record declares. */
    public static <R extends Record> RecordColumns<R> of(Class<R> type) {
        return new RecordColumns<>(type, "");
    }

    private static Part part(RecordComponent component, String prefix) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        String name = prefix + SnakeCaseStrategy.INSTANCE.translate(component.getName());
        Class<?> type = component.getType();
        if (!type.isRecord() || type == JsonText.class) {
            return new Single(name, type, accessor);
        }
        boolean isUnwrapped = accessor.isAnnotationPresent(JsonUnwrapped.class);
        return new Group(new RecordColumns<>(type, isUnwrapped ? prefix : name + "_"), !isUnwrapped, accessor);
    }

    /** The names in a list, each with the alias of a table before it. */
    public String names(String alias) {
        return names.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
    }

    /** How many columns there are. */
    public int size() {
        return names.size();
    }

    /** Reads a record from the columns of a row, of which the first one has this number. */
    public R read(ResultSet row, int first) throws SQLException {
        return made(values(row, first));
    }

    /** Adds the columns to those of a batch. */
    <T> Columns.Builder<T> addTo(Columns.Builder<T> columns, Function<T, ? extends @Nullable R> record) {
        for (Part part : parts) {
            part.addTo(columns, record::apply);
        }
        return columns;
    }

    private @Nullable Object[] values(ResultSet row, int first) throws SQLException {
        @Nullable Object[] values = new Object[parts.length];
        int column = first;
        for (int i = 0; i < values.length; i++) {
            Part part = parts[i];
            values[i] = part.read(row, column);
            column += part.width();
        }
        return values;
    }

    private R made(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object get(Method accessor, @Nullable Object owner) {
        try {
            return owner == null ? null : accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Several columns. */
    private record Group(RecordColumns<?> columns, boolean isOptional, Method accessor) implements Part {

        @Override
        public List<String> names() {
            return columns.names;
        }

        @Override
        public int width() {
            return columns.size();
        }

        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            @Nullable Object[] values = columns.values(row, column);
            return isOptional && isNothing(values) ? null : columns.made(values);
        }

        private static boolean isNothing(@Nullable Object[] values) {
            for (Object value : values) {
                if (value != null) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public <T> void addTo(Columns.Builder<T> builder, Function<T, @Nullable Object> owner) {
            for (Part part : columns.parts) {
                part.addTo(builder, row -> get(accessor, owner.apply(row)));
            }
        }
    }

    /** Reads a column. */
    private interface Reader {
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
    }

    private static Reader readerOf(Class<?> type) {
        if (type == String.class) {
            return ResultSet::getString;
        } else if (type == boolean.class) {
            return ResultSet::getBoolean;
        } else if (type == long.class) {
            return ResultSet::getLong;
        } else if (type == int.class) {
            return ResultSet::getInt;
        } else if (type == BigDecimal.class) {
            return ResultSet::getBigDecimal;
        } else if (type == Instant.class) {
            return (row, column) -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toInstant();
            };
        } else if (type == JsonText.class) {
            return (row, column) -> {
                String text = row.getString(column);
                return text == null ? null : new JsonText(text);
            };
        } else if (type == Long.class) {
            return (row, column) -> {
                long number = row.getLong(column);
                return row.wasNull() ? null : number;
            };
        }
        return (row, column) -> row.getObject(column, type);
    }

    /** One column. */
    private record Single(String name, Class<?> type, Method accessor, Reader reader) implements Part {

        Single(String name, Class<?> type, Method accessor) {
            this(name, type, accessor, readerOf(type));
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            return reader.read(row, column);
        }

        @Override
        public <T> void addTo(Columns.Builder<T> columns, Function<T, @Nullable Object> owner) {
            if (type == String.class) {
                columns.text(name, row -> (String) get(accessor, owner.apply(row)));
            } else if (type == boolean.class || type == Boolean.class) {
                columns.bool(name, row -> (Boolean) get(accessor, owner.apply(row)));
            } else if (type == Instant.class) {
                columns.instant(name, row -> (Instant) get(accessor, owner.apply(row)));
            } else if (type == JsonText.class) {
                columns.jsonb(
                        name, row -> get(accessor, owner.apply(row)) instanceof JsonText(String text) ? text : null);
            } else if (type == long.class || type == Long.class) {
                columns.bigint(name, row -> (Long) get(accessor, owner.apply(row)));
            } else if (type == int.class || type == Integer.class) {
                columns.integer(name, row -> (Integer) get(accessor, owner.apply(row)));
            } else if (type == BigDecimal.class) {
                columns.numeric(name, row -> (BigDecimal) get(accessor, owner.apply(row)));
            } else {
                throw new IllegalArgumentException("no column for a " + type);
            }
        }
    }
}
