package com.tradingsystem.whatsapp.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Says in a line which setting has a value it cannot have, what that value is and what it takes. Comes before Spring's own analyzer,
 * which names the property but not the variable that its value came from.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(WHATSAPP_[A-Z0-9_]+)");
    private static final Pattern PROPERTY = Pattern.compile("\\bwhatsapp(?:\\.[a-z0-9-]+)+");
    private static final Pattern SECRET = Pattern.compile("password|token|secret|key");
    private static final Map<Class<?>, String> TAKES = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            Duration.class, "a time such as 500ms, 30s, 5m, 6h or 1d",
            DataSize.class, "a size such as 512KB or 10MB");

    private final Environment environment;

    SettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BindException cause) {
        String description = description(cause);
        return description == null
                ? null
                : new FailureAnalysis(
                        description,
                        "Correct it, or leave it out for its default; docs/configuration.md explains every setting.",
                        failure);
    }

    private @Nullable String description(BindException cause) {
        String message = rootMessage(cause);
        // A setting's own complaint names it, as none of Spring's does; the names of types have capitals.
        if (cause.getProperty() == null && PROPERTY.matcher(message).find()) {
            return PROPERTY.matcher(message).replaceAll(found -> Matcher.quoteReplacement(name(found.group(), null)))
                    + PROPERTY.matcher(message)
                            .results()
                            .map(found -> is(found.group()))
                            .collect(Collectors.joining())
                    + ".";
        }
        ConfigurationProperty property = cause.getProperty();
        if (property == null) {
            return null;
        }
        String name = property.getName().toString();
        String value = SECRET.matcher(name).find() ? "a value that is not shown" : "\"" + property.getValue() + "\"";
        return name(name, property) + " is " + value(property, value) + ", but takes " + takes(cause) + ".";
    }

    private String is(String property) {
        String value = SECRET.matcher(property).find() ? null : environment.getProperty(property);
        return value == null ? "" : "; it is \"" + value + "\"";
    }

    /** A placeholder stands for what the variable has. */
    private String value(ConfigurationProperty property, String shown) {
        return shown.contains("${")
                ? "\"" + environment.resolvePlaceholders(property.getValue().toString()) + "\""
                : shown;
    }

    private static String takes(BindException cause) {
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return TAKES.getOrDefault(type, "something else: " + rootMessage(cause));
    }

    /** The variable, if the property has its value from one, and the property. */
    private String name(String property, @Nullable ConfigurationProperty bound) {
        if (bound != null && bound.getOrigin() instanceof SystemEnvironmentOrigin origin) {
            return origin.getProperty();
        }
        if (environment instanceof ConfigurableEnvironment sources) {
            for (PropertySource<?> source : sources.getPropertySources()) {
                Matcher variable = VARIABLE.matcher(String.valueOf(source.getProperty(property)));
                if (variable.find()) {
                    return variable.group(1) + " (" + property + ")";
                }
            }
        }
        return property;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
