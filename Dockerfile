# Two stages: what installs stays behind, what runs holds the locked packages and the program, and no more.
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv --without-pip /opt/rebato \
    && python -m pip --python /opt/rebato/bin/python install \
        --no-cache-dir --no-compile --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.13-slim
# Nothing that installs or compiles stays in the image: who gets in finds no tools.
RUN python -m pip uninstall --yes --root-user-action=ignore pip \
    && rm -rf /usr/local/lib/python3.13/ensurepip \
    && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home rebato \
    && install --directory --owner=rebato --group=rebato --mode=0700 /data /keys
COPY --from=build /opt/rebato /opt/rebato
COPY . /app
# Compiled here, once: the root file system is read-only where it runs.
RUN /opt/rebato/bin/python -m compileall -q /opt/rebato/lib /app
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
