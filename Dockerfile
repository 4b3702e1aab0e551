# Both services, each a target of its own:
#
#   docker build --target gateway-api  -t whatsapp-gateway-api:local .
#   docker build --target sync-service -t whatsapp-sync-service:local .
#
# The base images are arguments, so that others of the same kind can take their place. A Maven or apt mirror comes from outside, as the
# secrets `maven-settings` (a settings.xml) and `apt-sources` (a sources.list), and leaves nothing in the images.
ARG BUILD_IMAGE=maven:3.9.16-eclipse-temurin-25
ARG RUNTIME_IMAGE=debian:trixie-20260803-slim

# ---------------------------------------------------------------- the jars, taken apart by how often they change
FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
# There is no repository in here to read it from.
ARG WHATSAPP_REVISION=unknown
RUN for service in gateway-api sync-service; do \
      echo "git.commit.id=$WHATSAPP_REVISION" > "$service/src/main/resources/git.properties" || exit 1; \
    done
RUN --mount=type=cache,target=/maven \
    --mount=type=secret,id=maven-settings,target=/tmp/maven-settings \
    if [ -s /tmp/maven-settings ]; then set -- --settings /tmp/maven-settings; fi \
    && mvn "$@" --batch-mode --no-transfer-progress -Dmaven.repo.local=/maven -DskipTests -Dspotless.check.skip=true \
      package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/source/training
RUN for service in gateway-api sync-service; do \
      java -Djarmode=tools -jar "$service"/target/"$service"-*-exec.jar extract --layers \
        --application-filename app.jar --destination "/layers/$service" \
      && mkdir -p "/layers/$service/snapshot-dependencies" && test -f "/layers/$service/application/app.jar" || exit 1; \
    done

# ---------------------------------------------------------------- a Java with what is needed of it
FROM ${BUILD_IMAGE} AS java
RUN jlink --output /jre --no-header-files --no-man-pages --compress zip-6 --include-locales=en,pt \
      --add-modules java.se,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

FROM ${RUNTIME_IMAGE} AS runtime
RUN groupadd --gid 10001 whatsapp && useradd --uid 10001 --gid whatsapp --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin whatsapp \
    && install -d -o whatsapp -g whatsapp /spool
COPY --from=java /jre /opt/java
COPY --chmod=0555 deploy/image/healthcheck.sh /usr/local/bin/healthcheck
COPY deploy/image/jvm.options /app/jvm.options
ENV PATH=/opt/java/bin:$PATH LANG=C.UTF-8
WORKDIR /app

# ---------------------------------------------------------------- each service learns its own start
# A cache of loaded and linked classes, made by starting the service on a database, asking it a few things and stopping it. It fits
# these files at these places under this Java, and the service starts without it where it does not fit.
FROM runtime AS gateway-api-files
COPY --from=build /layers/gateway-api/dependencies/ /layers/gateway-api/snapshot-dependencies/ /layers/gateway-api/application/ ./
FROM gateway-api-files AS gateway-api-training
RUN --mount=type=bind,from=build,source=/,target=/build install -d -o whatsapp /training \
    && setpriv --reuid=whatsapp --regid=whatsapp --clear-groups env HOME=/training \
       /build/opt/java/openjdk/bin/java -cp "/build/source/training/*" /build/source/deploy/image/Training.java gateway-api /training

FROM runtime AS sync-service-files
COPY --from=build /layers/sync-service/dependencies/ /layers/sync-service/snapshot-dependencies/ /layers/sync-service/application/ ./
FROM sync-service-files AS sync-service-training
RUN --mount=type=bind,from=build,source=/,target=/build install -d -o whatsapp /training \
    && setpriv --reuid=whatsapp --regid=whatsapp --clear-groups env HOME=/training \
       /build/opt/java/openjdk/bin/java -cp "/build/source/training/*" /build/source/deploy/image/Training.java sync-service /training

# ---------------------------------------------------------------- the images
FROM gateway-api-files AS gateway-api
ARG WHATSAPP_REVISION=unknown
LABEL org.opencontainers.image.title="whatsapp-gateway-api" \
      org.opencontainers.image.description="Receives WAHA's webhooks and answers REST queries over the archive" \
      org.opencontainers.image.vendor="TradingSystem" \
      org.opencontainers.image.revision="${WHATSAPP_REVISION}"
COPY --from=gateway-api-training /training/app.aot ./
USER 10001:10001
EXPOSE 4011 4012
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=90s --start-interval=1s \
  CMD ["healthcheck", "4012", "/actuator/health/readiness"]
ENTRYPOINT ["/bin/sh", "-c", "exec java @/app/jvm.options ${JAVA_OPTS:-} -jar app.jar \"$@\"", "gateway-api"]

FROM sync-service-files AS sync-service
ARG WHATSAPP_REVISION=unknown
LABEL org.opencontainers.image.title="whatsapp-sync-service" \
      org.opencontainers.image.description="Pulls history and files from WAHA into the archive, and keeps house" \
      org.opencontainers.image.vendor="TradingSystem" \
      org.opencontainers.image.revision="${WHATSAPP_REVISION}"
# Takes frames out of videos. Not pinned: Debian's archive drops a version when a security update replaces it.
# hadolint ignore=DL3008
RUN --mount=type=secret,id=apt-sources,target=/tmp/apt-sources \
    if [ -s /tmp/apt-sources ]; then set -- -o Dir::Etc::SourceList=/tmp/apt-sources -o Dir::Etc::SourceParts=-; fi \
    && apt-get "$@" update && apt-get "$@" install --yes --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
COPY --from=sync-service-training /training/app.aot ./
USER 10001:10001
EXPOSE 4013
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=90s --start-interval=1s \
  CMD ["healthcheck", "4013", "/actuator/health/readiness"]
ENTRYPOINT ["/bin/sh", "-c", "exec java @/app/jvm.options ${JAVA_OPTS:-} -jar app.jar \"$@\"", "sync-service"]
