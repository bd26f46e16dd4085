"""Which cache an app gets by its settings, and how parts are put around others."""

from __future__ import annotations

import subprocess
import sys
import traceback

import pytest

from university.adapters.cache.memory import MemoryCache
from university.adapters.cache.off import NoCache
from university.adapters.cache.redis_cache import RedisCache
from university.adapters.cache.settings import CacheSettings
from university.application.cached_catalogue import CachedCatalogue
from university.application.catalogue import Catalogue
from university.application.ports.cache import Cache
from university.application.ports.running import SlowPart
from university.bootstrap import build
from university.bootstrap.container import Container
from university.settings import Settings, SettingsError

HIDDEN = "hunter2-of-redis"


def app(**values: str) -> Container:
    return build(Settings(database_url="memory:", values={f"UNIVERSITY_{k}": v for k, v in values.items()}))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({}, MemoryCache),
        ({"CACHE_URL": "memory:"}, MemoryCache),
        ({"CACHE_URL": " off "}, NoCache),
        ({"CACHE_URL": "redis://cache.example"}, RedisCache),
        ({"CACHE_URL": "redis://cache.example:6380/3"}, RedisCache),
        ({"CACHE_URL": f"rediss://ana:{HIDDEN}@[::1]:6380/0"}, RedisCache),
    ],
)
def test_the_setting_chooses_the_cache(values: dict[str, str], kind: type) -> None:
    university = app(**values)
    assert type(university.get(Cache)) is kind, "and nothing was connected"
    assert type(university.get(Catalogue)) is CachedCatalogue
    university.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "is no cache known here"),
        ("on", "is no cache known here"),
        ("memcached://h", "is no cache known here"),
        ("redis:", "names no host"),
        (f"redis://:{HIDDEN}@", "names no host"),
        (f"redis://:{HIDDEN}@h:0/1", "names no host and port"),
        (f"redis://:{HIDDEN}@h:99999/1", "is no address"),
        (f"redis://:{HIDDEN}@[::1/1", "is no address"),
        (f"redis://:{HIDDEN}@h/one", "does not end with the number of a database"),
        (f"redis://:{HIDDEN}@h/1/2", "does not end with the number of a database"),
        (f"redis://:{HIDDEN}@h/1?decode_responses=1", "has more after"),
        (f"redis://:{HIDDEN}@h/1#x", "has more after"),
    ],
)
def test_what_is_no_cache_is_refused_without_repeating_it(url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=f"UNIVERSITY_CACHE_URL {says}.*redis://HOST") as refused:
        app(CACHE_URL=url).get(Catalogue)
    assert HIDDEN not in "".join(traceback.format_exception(refused.value))


def test_the_settings_do_not_show_the_password() -> None:
    assert HIDDEN not in repr(CacheSettings.read({"UNIVERSITY_CACHE_URL": f"redis://:{HIDDEN}@h"}))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "university.adapters.cache.redis_cache")
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(SettingsError, match="pip install redis"):
        app(CACHE_URL="redis://h").get(Cache)


def test_the_default_does_not_import_redis() -> None:
    code = (
        "import sys; from university.bootstrap import build; "
        "from university.application.catalogue import Catalogue; "
        "build().get(Catalogue).departments; sys.exit('redis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def test_what_is_put_around_a_part_leaves_its_end_to_it() -> None:
    class Part:
        def __init__(self, name: str) -> None:
            self.name = name

    closed: list[str] = []
    container = Container(Settings(), {}, {})
    container.decorate(Part, lambda _, inner: Part(f"{inner.name} in a box"))
    container.provide(Part, lambda _: Part("part"), close=lambda part: closed.append(part.name))
    container.decorate(Part, lambda _, inner: Part(f"{inner.name} in paper"))
    assert container.get(Part).name == "part in a box in paper"
    assert container.get(Part) is container.get(Part)
    container.close()
    container.close()
    assert closed == ["part"]


def test_a_cache_on_another_server_keeps_use_cases_off_an_event_loop() -> None:
    for url, slow in (("memory:", 0), ("off", 0), ("redis://127.0.0.1:6379/9", 1)):
        container = build(Settings(values={"UNIVERSITY_CACHE_URL": url}))
        assert len(container.contributions(SlowPart)) == slow, url
