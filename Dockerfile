FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# The tools that build the wheel are locked too; they stay behind in this stage.
RUN pip install --no-cache-dir --require-hashes -r requirements-dev.lock
RUN python -m venv /opt/aixss \
 && /opt/aixss/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE schema.graphql ./
COPY migrations migrations
COPY aixss aixss
RUN python -m build --wheel --no-isolation \
 && /opt/aixss/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home aixss
COPY --from=build /opt/aixss /opt/aixss
ENV PATH=/opt/aixss/bin:$PATH PYTHONUNBUFFERED=1 AIXSS_HOST=0.0.0.0 AIXSS_LOG_FORMAT=json
USER aixss
WORKDIR /home/aixss
EXPOSE 8000 9100
ENTRYPOINT ["aixss"]
CMD ["serve"]
