"""Lists by cursor: from a query to a slice, and from what was found to a page."""

from __future__ import annotations

from collections.abc import Callable

from university.application import admissions
from university.application.browsing import CourseSlice, SectionSeats, SectionSlice
from university.application.catalogue import Page as Found
from university.domain import catalogue
from university.domain.admissions import Application as DomainApplication
from university.domain.events import Event as DomainEvent
from university.entrypoints.http import cursors
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.admissions import Application, ApplicationQuery
from university.entrypoints.http.resources.base import LinkMap, Page, PageQuery
from university.entrypoints.http.resources.catalogue import Course, CourseQuery
from university.entrypoints.http.resources.events import Event, EventQuery
from university.entrypoints.http.resources.sections import Section, SectionQuery


def courses(
    query: CourseQuery, read: Callable[[CourseSlice], tuple[list[catalogue.Course], bool]], links: Links
) -> Page[Course]:
    """The part of the catalogue that the query asks for. Raises InvalidValue for a cursor of another list."""
    sort, search = query.sort.removeprefix("-"), search_of(query)
    after = None
    if query.cursor is not None:
        value, code = cursors.decode(query.cursor, search, (int if sort == "credits" else str, str))
        after = (value, str(code))
    found, more = read(
        CourseSlice(
            text=query.q,
            department=query.department,
            credits=query.credits,
            sort=sort,
            descending=query.sort.startswith("-"),
            after=after,
            limit=query.limit,
        )
    )
    place = (getattr(found[-1], sort), found[-1].code) if more else None
    onward, here = onward_and_links(query, place, links, "courses")
    return Page[Course](items=[Course.of(one, links) for one in found], next=onward, links=here)


def sections(
    query: SectionQuery, read: Callable[[SectionSlice], tuple[list[SectionSeats], bool]], links: Links
) -> Page[Section]:
    """The part of the sections that the query asks for. Raises InvalidValue for a cursor of another list."""
    after = None
    if query.cursor is not None:
        after = str(cursors.decode(query.cursor, search_of(query), (str,))[0])
    found, more = read(
        SectionSlice(
            term=query.term,
            course=query.course,
            department=query.department,
            instructor=query.instructor,
            open=query.open,
            after=after,
            limit=query.limit,
        )
    )
    place = (found[-1].section.id,) if more else None
    onward, here = onward_and_links(query, place, links, "sections")
    return Page[Section](items=[Section.of(one, links) for one in found], next=onward, links=here)


def applications(
    query: ApplicationQuery,
    read: Callable[[admissions.ApplicationQuery], Found[DomainApplication]],
    links: Links,
) -> Page[Application]:
    """The part of the applications that the query asks for; their cursor is the number of a page.

    Their order changes with every step that somebody takes, so no place in it could be kept.
    """
    number = int(cursors.decode(query.cursor, search_of(query), (int,))[0]) if query.cursor else 1
    found = read(admissions.ApplicationQuery(query.stage, query.department, number, query.limit))
    place = (number + 1,) if number < found.pages else None
    onward, here = onward_and_links(query, place, links, "applications")
    items = [Application.of(one, links) for one in found.items]
    return Page[Application](items=items, next=onward, links=here)


def events(
    query: EventQuery, read: Callable[[int, int], list[tuple[int, DomainEvent]]], links: Links
) -> Page[Event]:
    """The part of the audit log that the query asks for."""
    after = int(cursors.decode(query.cursor, search_of(query), (int,))[0]) if query.cursor else 0
    found = read(after, query.limit + 1)
    shown = found[: query.limit]
    place = (shown[-1][0],) if len(found) > query.limit else None
    onward, here = onward_and_links(query, place, links, "events")
    return Page[Event](items=[Event.of(*one) for one in shown], next=onward, links=here)


def search_of(query: PageQuery) -> dict[str, object]:
    """What a cursor belongs to: the filters and the order, however long the parts are."""
    return query.model_dump(mode="json", exclude={"cursor", "limit"})


def onward_and_links(
    query: PageQuery, place: cursors.Place | None, links: Links, *path: str
) -> tuple[str | None, LinkMap]:
    """The cursor and the links of a page whose last item stands at `place`; None where nothing follows."""
    asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"cursor"})
    onward = cursors.encode(place, search_of(query)) if place is not None else None
    here = {"self": links.to(*path, **asked, cursor=query.cursor)}
    if onward is not None:
        here["next"] = links.to(*path, **asked, cursor=onward)
    return onward, here
