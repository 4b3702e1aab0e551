package com.tradingsystem.whatsapp.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.tradingsystem.whatsapp.local.Stages.Stage;
import com.tradingsystem.whatsapp.local.database.DatabaseCannotStart;
import com.tradingsystem.whatsapp.local.database.LocalDatabase;
import com.tradingsystem.whatsapp.local.demo.Demo;
import com.tradingsystem.whatsapp.local.ports.Port;
import com.tradingsystem.whatsapp.local.ports.PortInUse;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;

/**
 * Runs everything in this JVM until it is stopped: SIGINT and SIGTERM let the gateway finish what it has accepted, then
 * stop the worker, the fake WAHA and the database.
 */
public final class LocalStack {

    private static final Duration FIRST_WORDS = Duration.ofSeconds(20);

    private final Stages stages = new Stages();
    private final PrintStream out;

    private LocalStack(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (BadSetting e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.println(Options.USAGE);
            return;
        }
        silenceUntilLoggingIsSetUp();
        System.exit(new LocalStack(System.out).run(options, System.getenv()));
    }

    /** The database comes before the gateway, and with it the first words on the console. */
    private static void silenceUntilLoggingIsSetUp() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
    }

    /** Runs until something stops it; gives the exit code for when that was no signal. */
    private int run(Options options, Map<String, String> environment) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            LocalDatabase database = start(options, environment);
            database.stopped().join();
            if (!stages.isStopping()) {
                System.err.println("the database has stopped by itself; see " + LocalSettings.directory(environment)
                        + "/logs/postgres.log");
            }
        } catch (BadSetting | AlreadyRunning | PortInUse | DatabaseCannotStart e) {
            System.err.println(e.getMessage());
        } catch (Stages.Stopping e) {
            return 0;
        } catch (RuntimeException e) {
            if (!stages.isStopping() && !isWrongSetting(e)) {
                LoggerFactory.getLogger(LocalStack.class).debug("Cannot start", e);
                Path log = LocalSettings.directory(environment).resolve("logs/local-stack.log");
                System.err.println("cannot start: " + e.getMessage() + " (see " + log + ")");
            }
        }
        return 1;
    }

    /** The service has named the variable then; more words would only hide its line. */
    private static boolean isWrongSetting(Throwable failure) {
        return failure instanceof BindException || (failure.getCause() != null && isWrongSetting(failure.getCause()));
    }

    private LocalDatabase start(Options options, Map<String, String> environment) {
        stages.start(Stage.LOCK, () -> InstanceLock.take(LocalSettings.directory(environment)));
        LocalSettings settings = LocalSettings.of(environment, options.demo());
        settings.ports(options.demo()).forEach(Port::requireFree);
        Scratch.clear(settings.scratch());
        out.println("Starting; logs go to " + settings.log().getParent());
        LocalDatabase database = stages.start(Stage.DATABASE, () -> LocalDatabase.start(settings.database()));
        Services services = new Services(settings, database);
        stages.start(Stage.GATEWAY, services::startGateway);
        if (settings.syncEnabled()) {
            stages.start(Stage.WORKER, services::startWorker);
        }
        Examples examples = new Examples(
                url(settings),
                settings.secret("WHATSAPP_GATEWAY_API_TOKEN"),
                settings.secret("WHATSAPP_WEBHOOK_TOKEN"));
        greet(settings, options.demo() ? playDemo(settings, examples) : examples.calls());
        return database;
    }

    /** Lets the demo begin, and waits until it has said something that can be asked for. */
    private List<String> playDemo(LocalSettings settings, Examples examples) {
        FakeWaha waha = stages.start(Stage.WAHA, () -> FakeWaha.start(settings.waha()));
        Demo demo =
                stages.start(Stage.STORY, () -> Demo.play(waha, InstantSource.system(), List.of(settings.webhook())));
        out.println("Demo: two sessions on a WAHA without WhatsApp at " + waha.url() + ", its dashboard at "
                + waha.url() + "/dashboard");
        Examples.Chat chat = new Examples.Chat(demo.featuredSession(), demo.featuredChat());
        return examples.waitFor(chat, FIRST_WORDS) ? examples.reading(chat) : examples.calls();
    }

    private static String url(LocalSettings settings) {
        return "http://localhost:" + settings.gateway().number();
    }

    private void greet(LocalSettings settings, List<String> calls) {
        out.println();
        out.println("Try:");
        calls.forEach(call -> out.println("  " + call));
        out.println();
        out.println("Database, as its owner and as one who only reads:");
        out.println("  " + psql(settings, settings.databaseUser(), "WHATSAPP_DB_PASSWORD"));
        out.println("  " + psql(settings, LocalDatabase.READER, "WHATSAPP_DB_READER_PASSWORD"));
        out.println();
        out.println("READY " + url(settings));
        out.flush();
    }

    private static String psql(LocalSettings settings, String user, String password) {
        return "PGPASSWORD='%s' psql -h 127.0.0.1 -p %d -U %s -d %s"
                .formatted(settings.secret(password), settings.database().port().number(), user, LocalDatabase.NAME);
    }

    private void stop() {
        if (stages.haveStarted(Stage.DATABASE)) {
            out.println();
            out.println("Stopping");
        }
        stages.stop();
    }
}
