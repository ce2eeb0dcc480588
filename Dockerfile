# The Atlas as one process: `docker build -t atlas-287g:1 .`; compose.yaml runs three of them.
# The same Python as the tests have.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.lock /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: \
        -r /requirements.lock \
    && /venv/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /tmp atlas
COPY --from=packages /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 MPLCONFIGDIR=/tmp/matplotlib
WORKDIR /atlas
# What `refresh` and a new edition of the map's files write is the process's own.
COPY --chown=10001 data data
COPY shapefiles shapefiles
COPY geo geo
COPY .streamlit .streamlit
COPY LICENSE streamlit_app.py ./
RUN mkdir static lists site && chown 10001 static lists site
USER 10001
RUN python -m geo publish
EXPOSE 8501
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=2 \
    CMD ["python", "-m", "geo", "health"]
CMD ["python", "-m", "geo.pages.server", "--address", "0.0.0.0", "--port", "8501"]
