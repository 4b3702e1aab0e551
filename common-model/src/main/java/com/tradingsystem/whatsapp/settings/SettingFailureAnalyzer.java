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
        ConfigurationProperty property = cause.getProperty();
        if (property == null) {
            return ownComplaint(rootMessage(cause));
        }
        String name = property.getName().toString();
        return name(name, property) + " is " + shown(name, property.getValue()) + ", but takes " + takes(cause) + ".";
    }

    /** What a setting's own constructor complains of: it names the setting, as none of Spring's messages does. */
    private @Nullable String ownComplaint(String message) {
        Matcher properties = PROPERTY.matcher(message);
        if (!properties.find()) {
            return null;
        }
        StringBuilder values = new StringBuilder();
        String named = properties.replaceAll(found -> {
            String value = environment.getProperty(found.group());
            if (value != null) {
                values.append("; it is ").append(shown(found.group(), value));
            }
            return Matcher.quoteReplacement(name(found.group(), null));
        });
        return named + values + ".";
    }

    /** A placeholder stands for what the variable has. */
    private String shown(String property, Object value) {
        return SECRET.matcher(property).find()
                ? "a value that is not shown"
                : "\"" + environment.resolvePlaceholders(value.toString()) + "\"";
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
