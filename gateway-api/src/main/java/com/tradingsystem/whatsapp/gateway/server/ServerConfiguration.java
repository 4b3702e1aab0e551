package com.tradingsystem.whatsapp.gateway.server;

import com.tradingsystem.whatsapp.gateway.problem.ProblemReportValve;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** Each connection has one of its own. */
    private static final int WRITE_BUFFER = 32 * 1024;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Lets what Tomcat would refuse with a page of its own through to where it is refused with a problem. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // after Boot's own, which adds a page
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    for (Valve valve : host.getPipeline().getValves()) {
                        if (valve instanceof ErrorReportValve) {
                            host.getPipeline().removeValve(valve);
                        }
                    }
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
            });
            factory.addConnectorCustomizers(
                    connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
        };
    }

    /** Lists are tagged by what they say, so that asking again for an unchanged page costs no bandwidth. */
    @Bean
    FilterRegistrationBean<EntityTagFilter> etags() {
        FilterRegistrationBean<EntityTagFilter> registration = new FilterRegistrationBean<>(new EntityTagFilter());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(0); // behind security
        return registration;
    }

    /** A page of messages is some 60 KB: it is handed to the system in two pieces instead of eight. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> largerWrites() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER)));
    }

    /**
     * How long WAHA waits for an answer is the number to watch. All routes have the same few buckets: a family in which some have
     * buckets and others have not cannot be written for Prometheus at all.
     */
    @Bean
    MeterFilter requestBuckets() {
        double[] buckets = Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000)
                .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                .toArray();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(buckets)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
