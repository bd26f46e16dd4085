# Three images from one file: `learner` (no solutions, no bank), `instructor` (the whole course), and
# `university` (the app alone, as it is served).
#   docker build --target learner -t backend-course .
# Pin the base by digest where you publish: --build-arg BASE=python:3.13-slim@sha256:…
ARG BASE=python:3.13-slim

FROM ${BASE} AS university
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 \
    PATH=/opt/university-venv/bin:$PATH \
    UNIVERSITY_ENVIRONMENT=production UNIVERSITY_DATABASE_URL=sqlite:////data/university.db \
    PORT=8000 UVICORN_HOST=0.0.0.0 UVICORN_PORT=8000
RUN useradd --create-home --uid 1000 university \
 && install -d -o university -g university /app /data /opt/university-venv
WORKDIR /app
USER university
COPY --chown=university requirements/university.txt requirements/university.txt
RUN python -m venv /opt/university-venv \
 && /opt/university-venv/bin/pip install --require-hashes -r requirements/university.txt
COPY --chown=university reference_app/gunicorn.conf.py .
COPY --chown=university reference_app/university/ university/
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health', timeout=4)"]
# The site and v1, on the port that PORT names. For v2: uvicorn --factory university.asgi:create_app
CMD ["gunicorn", "--threads", "4", "university.wsgi:create_app()"]

FROM ${BASE} AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 \
    COURSE_VENV=/opt/course-venv COURSE_ROOT=/course \
    PATH=/opt/course-venv/bin:$PATH
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl git make \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 learner \
 && install -d -o learner -g learner /course /course/work /course/instructor /opt/course-venv
WORKDIR /course
USER learner
# The locks first: a change of a lesson leaves this layer, and its 800 MB, as they are.
COPY --chown=learner requirements/ requirements/
RUN python -m venv /opt/course-venv \
 && /opt/course-venv/bin/pip install --require-hashes -r requirements/course.txt
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/api', timeout=4)"]
CMD ["course", "start", "--host", "0.0.0.0", "--port", "8888", "--no-browser"]

FROM base AS learner
# For servers that start Jupyter themselves, such as JupyterHub; `course start` sets it on its own.
ENV JUPYTER_CONFIG_PATH=/course/grader/grader/jupyter/config/learner:/course/grader/grader/jupyter/config/everybody
# Named one by one, so that solutions, bank and hidden tests are never in a learner's image.
COPY --chown=learner Makefile README.md LICENSE pyproject.toml _config.yml _toc.yml nbgrader_config.py ./
COPY --chown=learner book/ book/
COPY --chown=learner exercises/ exercises/
COPY --chown=learner reference_app/ reference_app/
COPY --chown=learner grader/pyproject.toml grader/pyproject.toml
COPY --chown=learner grader/grader/ grader/grader/
RUN python requirements/install.py course && course book build

FROM base AS instructor
COPY --chown=learner . .
RUN python requirements/install.py course && course book build
CMD ["course", "start", "--host", "0.0.0.0", "--port", "8888", "--no-browser", "--instructor"]
