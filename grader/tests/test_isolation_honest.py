"""What honest work needs still runs in a confined process, in every kind of worker."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from isolation_nursery import KINDS, Nursery, nursery_of

_WORK = {
    "a figure": """
        import matplotlib
        matplotlib.use("agg")
        import matplotlib.pyplot as plt, numpy as np
        x = np.linspace(0, 1, 50)
        plt.plot(x, np.linalg.solve(np.eye(50), x))
        plt.title("Größe $x^2$")
        plt.savefig("figure.png")
        print(open("figure.png", "rb").read(4)[1:])
        """,
    "a database": """
        import sqlite3, contextlib
        with contextlib.closing(sqlite3.connect("u.db")) as db:
            db.execute("pragma journal_mode=wal")
            with db:
                db.execute("create table t (x)")
                db.executemany("insert into t values (?)", [(i,) for i in range(100)])
            print(db.execute("select sum(x) from t").fetchone())
        """,
    "an ORM": """
        import sqlalchemy as sa
        engine = sa.create_engine("sqlite:///orm.db")
        with engine.begin() as connection:
            connection.execute(sa.text("create table t (x)"))
            connection.execute(sa.text("insert into t values (7)"))
            print(connection.execute(sa.text("select x from t")).scalar())
        engine.dispose()
        """,
    "a Flask client": """
        import flask
        app = flask.Flask("a")
        app.get("/x")(lambda: {"a": 1})
        print(app.test_client().get("/x").json)
        """,
    "a FastAPI client": """
        import asyncio, fastapi, httpx
        app = fastapi.FastAPI()
        @app.get("/x")
        def x(): return {"a": 1}
        async def ask():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://a") as client:
                return (await client.get("/x")).json()
        print(asyncio.run(ask()))
        """,
    "another Python": """
        import subprocess, sys
        code = "import university.domain, json; print(json.dumps(1))"
        print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        """,
    "a shell": """
        import os, subprocess
        open("a.txt", "w").write("b\\na\\n")
        print(subprocess.run("sort a.txt | tr a-z A-Z", shell=True, capture_output=True, text=True).stdout)
        """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(8) as pool: print(sum(pool.map(abs, range(100))))
        """,
    "temporary files": """
        import os, shutil, tempfile
        with tempfile.TemporaryDirectory() as folder:
            open(folder + "/x", "w").write("1")
            os.rename(folder + "/x", folder + "/y")
            shutil.copy(folder + "/y", "z")
            os.link("z", "c"); os.symlink("z", "l")
            shutil.copytree(folder, "tree")
        print(open("l").read(), open("tree/y").read(), os.path.exists("/dev/null"))
        open("/dev/null", "w").write("x")
        """,
    "time zones": """
        import datetime as dt, zoneinfo
        print(dt.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).utcoffset())
        """,
    "asyncio": """
        import asyncio
        async def main():
            process = await asyncio.create_subprocess_exec("/bin/echo", "hi", stdout=-1)
            return (await process.communicate())[0], await asyncio.to_thread(abs, -3)
        print(asyncio.run(main()))
        """,
    "a server on a Unix socket": """
        import socket, threading
        server = socket.socket(socket.AF_UNIX); server.bind("s"); server.listen()
        print(server.getsockname())
        """,
    "randomness": "import secrets, random, uuid\nprint(len(secrets.token_hex(8)), uuid.uuid4().version)",
    "certificates": "import ssl\nprint(ssl.create_default_context().verify_mode.name)",
    "a script of a learner": """
        from grader.props.shell import exit_code, folder_after
        print(folder_after(lambda: "mkdir out && cp a out && rm a; grep b out/a > found", {"a": "b\\n"}))
        print(exit_code(lambda: "sort nothing | wc -l; exit 3", {}))
        """,
    "a repository of a learner": """
        from grader.props.repository import branches, committed
        setup = "git init -q; echo a > a; git add a; git commit -q -m One"
        script = lambda: "git switch -q -c b; echo b > a; git commit -q -a -m Two"
        print(committed(script, setup, "b"), branches(script, setup))
        assert committed(script, setup, "b") == {"a": "b\\n"}
        """,
    "importing what nobody had": "import university.application, xml.dom.minidom, wave\nprint(1)",
}
_NEEDS_A_VIEW = {
    "a child that is ended": """
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        child.kill()
        print("ended", child.wait())
        """,
    "moving between folders": """
        import os
        os.mkdir("a"); os.mkdir("b"); open("a/x", "w").close()
        os.rename("a/x", "b/x"); print(os.listdir("b"))
        """,
    "processes": """
        import multiprocessing as m
        with m.get_context("fork").Pool(2) as pool: print(pool.map(abs, [-1, -2]))
        with m.Manager() as manager: print(manager.list([1]))
        """,
    "shared memory": """
        from multiprocessing.shared_memory import SharedMemory
        memory = SharedMemory(create=True, size=64)
        memory.buf[:2] = b"hi"; print(bytes(memory.buf[:2])); memory.close(); memory.unlink()
        """,
    "a client of one's own server": """
        import socket, threading
        server = socket.socket(socket.AF_UNIX); server.bind("s"); server.listen()
        threading.Thread(target=lambda: server.accept()[0].sendall(b"hi")).start()
        client = socket.socket(socket.AF_UNIX); client.connect("s"); print(client.recv(2))
        """,
    "a list of processes": "import os\nprint(open('/proc/self/stat').read().split()[0] == str(os.getpid()))",
    "the folder for everybody": "open('/tmp/x', 'w').write('1')\nprint(open('/tmp/x').read())",
    "a script that changes modes and sends signals": """
        from grader.props.shell import modes_after, printed
        print(modes_after(lambda: "chmod 750 a", {"a": ""}, "a"), end="")
        assert modes_after(lambda: "chmod 750 a", {"a": ""}, "a") == ["rwxr-x---"]
        assert printed(lambda: "sleep 9 & kill $!; wait $!; echo $?", {}) == "143\\n"
        """,
    "times and modes": """
        import os
        open("x", "w").close(); os.utime("x", (5, 5)); os.chmod("x", 0o600)
        print(os.stat("x").st_mtime, oct(os.stat("x").st_mode))
        """,
}


@pytest.fixture(scope="module", params=KINDS)
def nursery(request: pytest.FixtureRequest) -> Iterator[Nursery]:
    with nursery_of(request.param) as started:
        yield started


@pytest.mark.parametrize("work", _WORK)
def test_honest_work_runs(nursery: Nursery, work: str) -> None:
    ended = nursery.run(textwrap.dedent(_WORK[work]), traceback=True)
    assert ended.error == "", ended.printed
    assert ended.printed.strip()


@pytest.mark.parametrize("work", _NEEDS_A_VIEW)
def test_more_of_it_runs_with_a_view_of_its_own(nursery: Nursery, work: str) -> None:
    ended = nursery.run(textwrap.dedent(_NEEDS_A_VIEW[work]), traceback=True)
    assert (ended.error == "" and ended.printed.strip()) or "mount namespace" in ended.missing, ended


def test_a_server_and_its_client_meet_on_the_runs_own_loopback(nursery: Nursery) -> None:
    code = """
    import socket, threading
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: server.accept()[0].sendall(b"hi")).start()
    print(socket.create_connection(server.getsockname(), timeout=5).recv(2))
    """
    ended = nursery.run(textwrap.dedent(code), network=True)
    if "mount namespace" in nursery.run("pass").missing:
        assert "needs a network of its own" in ended.error
    else:
        assert (ended.printed, ended.error) == ("b'hi'\n", "")


def test_what_was_written_is_for_the_worker_to_read(nursery: Nursery) -> None:
    """A judge outside meets the run's server on a socket in the scratch folder."""
    ended = nursery.run("import os\nos.makedirs('a/b')\nopen('a/b/c', 'w').write('x')\nprint(os.getcwd())")
    assert ended.error == ""
    assert Path(ended.printed.strip()).name.startswith("course-run-")


def test_each_kind_is_held_by_what_it_can_have(nursery: Nursery) -> None:
    held = set(nursery.run("pass").held)
    strong = {
        "mount namespace",
        "network namespace",
        "IPC namespace",
        "PID namespace",
        "disk quota",
        "seccomp",
    }
    wanted = {
        "root": strong | {"uid", "Landlock"},
        "user": strong | {"user namespace", "Landlock"},
        "contained": {"Landlock", "seccomp"},
        "old": {"Landlock", "seccomp"},
        "unlocked": strong | {"user namespace"},
    }
    assert held == wanted[nursery.kind]
