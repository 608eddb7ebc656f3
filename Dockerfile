# Two stages: what installs stays behind, what runs holds the locked packages and the program, and no more.
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.txt .
# Wheels only: nothing that was downloaded gets to run while it is being installed.
RUN python -m venv --without-pip /opt/rebato \
    && python -m pip --python /opt/rebato/bin/python install \
        --no-cache-dir --no-compile --disable-pip-version-check --only-binary=:all: --require-hashes \
        -r requirements.txt

FROM python:3.13-slim
# No compiler was ever in this image; pip goes, and what would bring it back. Debian's apt stays, which is of no use to
# who gets in: it wants root and a root file system that can be written.
RUN python -m pip uninstall --yes --root-user-action=ignore pip \
    && rm -r /usr/local/lib/python3.*/ensurepip \
    && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin rebato \
    && install --directory --owner=rebato --group=rebato --mode=0700 /data /keys
COPY --from=build /opt/rebato /opt/rebato
# Each by its name, and .dockerignore lets in no more: one of the two may be got wrong without secrets in the image.
COPY LICENSE /app/
COPY alerts /app/alerts
COPY bot /app/bot
COPY handlers /app/handlers
COPY locales /app/locales
COPY storage /app/storage
# Compiled here, once, for the root file system is read-only where it runs; Python's own library too, which comes
# uncompiled with this base. And readable for the bot's user, however strict the umask of who cloned it.
RUN python -m compileall -q -x '/(idlelib|site-packages|tkinter|turtledemo)/' /usr/local/lib/python3.* \
    && /opt/rebato/bin/python -m compileall -q /opt/rebato/lib /app \
    && chmod -R a+rX,go-w /app
ENV PATH=/opt/rebato/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONSAFEPATH=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    REBATO_DATA=/data \
    REBATO_KEYS=/keys
WORKDIR /data
USER 10001:10001
VOLUME ["/data", "/keys"]
ENTRYPOINT ["python", "-m", "bot.cli"]
CMD ["run"]
# Three noes in a row, so about two minutes, and the container counts as unhealthy. Docker only shows that (docker ps);
# who wants a new start then, has to let something watch it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot.cli", "health"]
