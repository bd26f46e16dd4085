"""Django REST framework: serializers check what is asked, and write what is answered."""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.configure(
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    # Who reads the catalogue is nobody in particular, here as there.
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
)
django.setup()

from django.urls import path as route  # noqa: E402 (these read the settings)
from rest_framework import serializers  # noqa: E402
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.response import Response  # noqa: E402

ANSWERS: dict[str, Any] = {}
"""From a path to what is answered there."""


class Department(serializers.Serializer):
    """One department."""

    links = serializers.DictField(child=serializers.CharField())
    code = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    courses = serializers.IntegerField()


class Departments(serializers.Serializer):
    """All of them."""

    links = serializers.DictField(child=serializers.CharField())
    items = Department(many=True)


class Course(serializers.Serializer):
    """One course."""

    links = serializers.DictField(child=serializers.CharField())
    code = serializers.CharField()
    title = serializers.CharField()
    department = serializers.CharField()
    credits = serializers.IntegerField()
    description = serializers.CharField()
    prerequisites = serializers.CharField()
    builds_on = serializers.ListField(child=serializers.CharField())
    corequisites = serializers.ListField(child=serializers.CharField())


class Courses(serializers.Serializer):
    """A part of a list."""

    links = serializers.DictField(child=serializers.CharField())
    items = Course(many=True)
    next = serializers.CharField()


class CourseQuery(serializers.Serializer):
    """Which courses."""

    limit = serializers.IntegerField(min_value=1, max_value=100, default=20)
    cursor = serializers.CharField(max_length=1_000, required=False)
    q = serializers.CharField(max_length=100, default="")
    department = serializers.CharField(max_length=40, required=False)
    credits = serializers.IntegerField(min_value=0, max_value=100, required=False)
    sort = serializers.ChoiceField(
        ["code", "title", "credits", "-code", "-title", "-credits"], default="code"
    )


@api_view(["GET"])
def departments(request: Any) -> Response:  # noqa: ARG001 (Django hands it over)
    """Every department."""
    return Response(Departments(ANSWERS["/departments"]).data)


@api_view(["GET"])
def course(request: Any, code: str) -> Response:  # noqa: ARG001 (likewise)
    """One course."""
    return Response(Course(ANSWERS[f"/courses/{code}"]).data)


@api_view(["GET"])
def courses(request: Any) -> Response:
    """Some courses."""
    CourseQuery(data=request.query_params).is_valid(raise_exception=True)
    return Response(Courses(ANSWERS["/courses"]).data)


urlpatterns = [
    route("api/v1/departments", departments),
    route("api/v1/courses/<str:code>", course),
    route("api/v1/courses", courses),
]


def app(path: str, answer: Any) -> Any:
    """A WSGI app with this answer."""
    ANSWERS[path] = answer
    return get_wsgi_application()
