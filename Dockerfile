# Ittiham as a container image. `make image` builds it; docs/operations.md tells how to run it.
#
#   worker (default)  every command of `ittiham`; native Farasa, no Java
#   desk              the desk beside it: docker build --target desk .
#   farasapy          the same with a JRE and QCRI's own jar, which you bring (its licence lets nobody else hand it on):
#                     docker build --target farasapy --build-context farasa=FOLDER --build-arg FARASA_JAR_SHA256=… .
#
# The base is pinned by its version. To pin its bytes too, put the digest of your registry's copy behind it:
# --build-arg PYTHON_IMAGE=python:3.11.14-slim-bookworm@sha256:…
ARG PYTHON_IMAGE=python:3.11.14-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY docker/install docker/build.lock docker/
COPY requirements.lock ./
RUN docker/install dependencies /opt/dependencies
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY samples samples
COPY streams streams
RUN docker/install project /opt/ittiham /opt/dependencies

FROM build AS build-desk
COPY docker/desk.lock docker/
RUN docker/install desk /opt/ittiham /opt/dependencies

FROM ${PYTHON_IMAGE} AS base
# The base's own pip: nothing is installed into a running container.
RUN python -m pip uninstall --quiet --yes --root-user-action=ignore pip setuptools wheel \
 && groupadd --gid 10001 ittiham \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ittiham
COPY --from=build /opt/dependencies /opt/dependencies
COPY --from=build /opt/ittiham /opt/ittiham
ENV PATH=/opt/ittiham/bin:/opt/dependencies/bin:$PATH \
    PYTHONPATH=/opt/ittiham \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ITTIHAM_CACHE_DIR=/opt/ittiham/model \
    ITTIHAM_WEB_HOST=0.0.0.0
# /tmp is the only place that may be written to, and nothing of ours needs it.
WORKDIR /tmp
USER 10001:10001
EXPOSE 6066
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('ITTIHAM_WEB_PORT', 6066)}/healthz\", timeout=4)"]
# Exec form: SIGTERM reaches the worker itself, which then drains and commits.
STOPSIGNAL SIGTERM
ENTRYPOINT ["ittiham"]
CMD ["worker"]
ARG VERSION
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="ittiham" \
      org.opencontainers.image.description="Who accuses whom of what: a Kafka stream processor for Arabic news" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="MIT AND LicenseRef-Farasa-Research" \
      ittiham.licence-note="Ittiham is MIT. Farasa's model data in it is free for research; for any other use ask QCRI."

FROM base AS farasapy
USER root
# Debian keeps one version of it at a time in a release, so this line cannot pin one; the base image pins the release.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*
COPY --from=farasa --chmod=444 FarasaSegmenterJar.jar /opt/farasa/
ARG FARASA_JAR_SHA256
RUN echo "${FARASA_JAR_SHA256:?give the SHA-256 of the jar}  /opt/farasa/FarasaSegmenterJar.jar" | sha256sum --check --strict
ENV ITTIHAM_SEGMENTER=farasapy \
    ITTIHAM_FARASA_JAR=/opt/farasa/FarasaSegmenterJar.jar
USER 10001:10001

FROM base AS desk
COPY --from=build-desk /opt/dependencies /opt/dependencies
COPY --from=build-desk /opt/ittiham/streams/desk /opt/ittiham/streams/desk
ENV ITTIHAM_DESK_HOST=0.0.0.0
EXPOSE 6067
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('ITTIHAM_DESK_PORT', 6067)}/healthz\", timeout=4)"]
CMD ["desk"]

# Last, so that a build without --target gives this one.
FROM base AS worker
