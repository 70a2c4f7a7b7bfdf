# Words can be mounted over /app/faq; data (database, what was learnt from other words) lives in /data.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY tools tools
COPY bot bot
COPY faq faq
# Learns the words too: the image answers at once.
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 xufei && mkdir -p /data /app && chown xufei /data /app && chmod 700 /data
COPY --from=build /venv /venv
COPY --from=build --chown=xufei /src/faq /app/faq
ENV PATH=/venv/bin:$PATH FAQ_DIR=/app/faq DATA_DIR=/data HOST=0.0.0.0 PORT=8080 PYTHONUNBUFFERED=1
USER xufei
WORKDIR /app
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["xufei"]
CMD ["run"]
