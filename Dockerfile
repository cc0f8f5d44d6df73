# Two stages: one has pip and builds the environment, the other only runs it.
# Behind a mirror: docker build --build-arg BASE=mirror.example/python:3.11.14-slim-bookworm --build-arg PIP_INDEX_URL=…
ARG BASE=python:3.11.14-slim-bookworm

FROM ${BASE} AS build
# Known to pip while building, never to the image that runs.
ARG PIP_INDEX_URL
WORKDIR /srv/pathnote
RUN python -m venv .venv
# Before the code, so that a change of code installs nothing anew.
COPY requirements.lock ./
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
# Editable: migrations/ and static/ are found beside app/.
RUN .venv/bin/python -m pip install --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m pip uninstall --yes pip

FROM ${BASE}
RUN useradd --system --uid 10001 --user-group --no-create-home pathnote \
    && install --directory --owner=pathnote --group=pathnote /var/lib/pathnote
WORKDIR /srv/pathnote
COPY --from=build /srv/pathnote/.venv ./.venv
COPY alembic.ini pyproject.toml LICENSE ./
COPY app ./app
COPY migrations ./migrations
COPY static ./static
ENV PATH=/srv/pathnote/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATHNOTE_ENVIRONMENT=production \
    PATHNOTE_DATA=/var/lib/pathnote
# A number, so that a cluster that forbids root can tell without reading /etc/passwd.
USER 10001:10001
VOLUME /var/lib/pathnote
EXPOSE 8000
# In Python because the image has no curl, and 'live' because a busy database is no reason for a restart.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["pathnote", "serve", "--host", "0.0.0.0", "--port", "8000"]
