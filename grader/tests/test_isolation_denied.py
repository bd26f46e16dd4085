"""What a confined process cannot do. Each denial is tried from inside, in every kind of worker."""

from __future__ import annotations

import ast
import os
import py_compile
import socket
import stat
import tempfile
from collections.abc import Iterator
from importlib.util import cache_from_source
from multiprocessing import shared_memory
from pathlib import Path

import pytest
from isolation_nursery import KINDS, Nursery, nursery_of

from grader.paths import find

COURSE = find()
REFUSED = ("PermissionError", "FileNotFoundError", "OSError", "BlockingIOError", "ProcessLookupError")
SYSTEM_CALL = "import ctypes\ndef call(*a):\n  if ctypes.CDLL(None, use_errno=True).syscall(*a) < 0:\n"
SYSTEM_CALL += "    raise OSError(ctypes.get_errno(), 'refused')\n"


@pytest.fixture(scope="module", params=KINDS)
def nursery(request: pytest.FixtureRequest) -> Iterator[Nursery]:
    with nursery_of(request.param) as started:
        yield started


@pytest.fixture(scope="module")
def public() -> Iterator[Path]:
    """A folder that every user may enter; those of pytest are for their owner only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture(scope="module")
def outside(public: Path) -> Path:
    """Another student's folder that lies open to every user: only confinement guards it."""
    folder = public / "other"
    folder.mkdir()
    folder.chmod(0o777)
    (folder / "answer.ipynb").write_text("the other's answer", encoding="utf-8")
    (folder / "answer.ipynb").chmod(0o666)
    return folder


def denied(nursery: Nursery, code: str, *errors: str) -> None:
    ended = nursery.run(code)
    assert ended.error.startswith(errors or REFUSED), (ended.error, ended.printed)


def test_without_confinement_the_other_folder_is_open(nursery: Nursery, outside: Path) -> None:
    ended = nursery.run(f"print(open({str(outside / 'answer.ipynb')!r}).read())", confined=False)
    assert ended.printed == "the other's answer\n"


@pytest.mark.parametrize("read", ["open(PATH).read()", "__import__('os').listdir(FOLDER)"])
def test_the_other_folder_cannot_be_read(nursery: Nursery, outside: Path, read: str) -> None:
    code = read.replace("PATH", repr(str(outside / "answer.ipynb"))).replace("FOLDER", repr(str(outside)))
    denied(nursery, code)


@pytest.mark.parametrize(
    "change",
    [
        "open(PATH, 'a')",
        "os.truncate(PATH, 0)",
        "os.remove(PATH)",
        "os.rename(PATH, 'mine')",
        "os.rename('own', PATH)",
        "os.mkdir(FOLDER + '/new')",
        "os.symlink('own', FOLDER + '/new')",
        "os.mkfifo(FOLDER + '/new')",
        "os.setxattr(PATH, 'user.x', b'1')",
        "import socket; socket.socket(socket.AF_UNIX).bind(FOLDER + '/s')",
    ],
)
def test_the_other_folder_cannot_be_changed(nursery: Nursery, outside: Path, change: str) -> None:
    code = f"import os\nopen('own', 'w').close()\nPATH = {str(outside / 'answer.ipynb')!r}\n"
    denied(nursery, f"{code}FOLDER = {str(outside)!r}\n{change}")
    assert (outside / "answer.ipynb").read_text(encoding="utf-8") == "the other's answer"
    assert [path.name for path in outside.iterdir()] == ["answer.ipynb"]


@pytest.mark.parametrize("change", ["os.chmod(PATH, 0)", "os.utime(PATH, (1, 1))", "os.chown(PATH, 1, 1)"])
def test_modes_and_times_of_the_other_stay(nursery: Nursery, outside: Path, change: str) -> None:
    answer = outside / "answer.ipynb"
    if os.getuid() == 0:
        os.chown(answer, 1000, 1000)  # the user's own: the kernel would allow it
    before = answer.stat()
    nursery.run(f"import os\nPATH = {str(answer)!r}\n{change}")
    after = answer.stat()
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)


@pytest.mark.parametrize(
    "path",
    [
        COURSE.solutions,
        COURSE.exercises,
        COURSE.bank,
        COURSE.instructor / "gradebook.db",
        COURSE.root / "reference_app" / "tests" / "acceptance",
        COURSE.root / "grader" / "tests",
        COURSE.root / ".git",
        Path("/etc/passwd"),
        Path("/etc/shadow"),
        Path.home() / ".profile",
        Path("/home"),
        Path("/var/log"),
        Path("/run"),
        Path("/proc/1/environ"),
    ],
    ids=str,
)
def test_nothing_of_the_course_or_the_machine_can_be_read(nursery: Nursery, path: Path) -> None:
    code = """
import os
for file in [PATH, *(os.path.join(above, name) for above, _, names in os.walk(PATH) for name in names)]:
    try:
        print(file, open(file, "rb").read(80))
    except OSError:
        pass
"""
    ended = nursery.run(code.replace("PATH", repr(str(path))))
    own = path == Path("/proc/1/environ") and "PID namespace" in ended.held
    assert (ended.printed == "" or own) and ended.error == "", ended


@pytest.mark.parametrize(
    "path", [COURSE.solutions, COURSE.instructor, COURSE.root, Path("/home"), Path("/run")]
)
def test_not_even_names_are_seen(nursery: Nursery, path: Path) -> None:
    ended = nursery.run(f"import os\nprint(os.listdir({str(path)!r}))")
    # A view holds the way to what is readable, and nothing beside it.
    ways = {".venv", "grader", "reference_app"}
    assert ended.error.startswith(REFUSED) or set(ast.literal_eval(ended.printed)) <= ways, ended


@pytest.mark.parametrize("kind", ["symlink", "link"])
def test_links_lead_nowhere(nursery: Nursery, outside: Path, kind: str) -> None:
    denied(nursery, f"import os\nos.{kind}({str(outside / 'answer.ipynb')!r}, 'l')\nopen('l').read()")


def test_dots_lead_nowhere(nursery: Nursery, outside: Path) -> None:
    denied(nursery, f"open('../' * 20 + {str(outside / 'answer.ipynb')!r}[1:]).read()")


def test_a_root_left_behind_cannot_be_found_again(nursery: Nursery, outside: Path) -> None:
    code = "import os\nos.mkdir('d')\nos.chroot('d')"
    denied(nursery, code, "PermissionError")
    code = f"import os\nos.chdir('/' + '../' * 20)\nopen('.{outside}/answer.ipynb')"
    denied(nursery, code)


@pytest.mark.parametrize("where", ["/usr/lib/x", "/etc/x", "/x", "/dev/x", "/proc/self/oom_score_adj"])
def test_only_the_scratch_folder_can_be_written(nursery: Nursery, where: str) -> None:
    denied(nursery, f"open({where!r}, 'w').write('-1000')")


def test_the_courses_packages_and_the_interpreter_cannot_be_changed(nursery: Nursery) -> None:
    code = "import os, sys, university\n"
    for where in ("os.path.dirname(university.__file__)", "sys.prefix", "sys.base_prefix"):
        denied(nursery, f"{code}open({where} + '/x', 'w')")


def test_a_denied_module_is_gone_and_its_neighbours_are_not(nursery: Nursery, public: Path) -> None:
    package = public / "rules"
    package.mkdir(exist_ok=True)
    for name in ("secret", "other"):
        (package / f"{name}.py").write_text("x = 4711", encoding="utf-8")
        py_compile.compile(str(package / f"{name}.py"))
    secret = package / "secret.py"
    where = {"readable": [str(public)], "denied": [str(secret)]}
    for one in (secret, cache_from_source(str(secret))):
        assert nursery.run(f"open({str(one)!r}, 'rb').read()", readable=[str(public)]).error == ""
        assert nursery.run(f"open({str(one)!r}, 'rb').read()", **where).error.startswith("PermissionError")
    use = f"import sys\nsys.path.append({str(public)!r})\nimport rules.other\nprint(rules.other.x)\n"
    ended = nursery.run(f"{use}import rules.secret", **where)
    assert ended.printed == "4711\n", ended
    assert ended.error.startswith(("PermissionError", "ImportError")), ended


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"])
def test_there_are_no_sockets_but_unix(nursery: Nursery, family: str) -> None:
    denied(nursery, f"import socket\nsocket.socket(socket.{family}, socket.SOCK_RAW)", "PermissionError")


def test_a_server_of_this_machine_is_out_of_reach(nursery: Nursery) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = server.getsockname()
        code = f"import socket\nsocket.create_connection({where!r}, timeout=2)"
        denied(nursery, code, "PermissionError")
        if "network namespace" in nursery.run("pass").held:  # even with a loopback: it is another one
            assert nursery.run(code, network=True).error.startswith("ConnectionRefusedError")


@pytest.mark.parametrize("kind", ["SOCK_STREAM", "SOCK_DGRAM"])
@pytest.mark.parametrize("abstract", [True, False])
def test_unix_sockets_of_others_are_out_of_reach(
    nursery: Nursery, outside: Path, kind: str, abstract: bool
) -> None:
    name = f"\0isolation-{os.getpid()}-{kind}" if abstract else str(outside.parent / f"{kind}.sock")
    Path(name.replace("\0", "")).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, getattr(socket, kind)) as server:
        server.bind(name)
        if kind == "SOCK_STREAM":
            server.listen(8)
        if not abstract:
            Path(name).chmod(0o777)
        code = f"import socket\ns = socket.socket(socket.AF_UNIX, socket.{kind})\n"
        # A worker's own network has no such name; a path is open to all who see it.
        assert nursery.run(f"{code}s.connect({name!r})", confined=False).error == "" or abstract
        denied(nursery, f"{code}s.connect({name!r})", "ConnectionRefusedError", *REFUSED)
        if kind == "SOCK_DGRAM":
            denied(nursery, f"{code}s.sendto(b'x', {name!r})", "ConnectionRefusedError", *REFUSED)


def test_two_runs_share_no_abstract_socket(nursery: Nursery) -> None:
    code = "import socket\ns = socket.socket(socket.AF_UNIX)\n"
    server = f"{code}s.bind('\\0beside')\ns.listen()"
    ended = nursery.run(f"{code}s.connect('\\0beside')", beside=server)
    assert ended.error.startswith(("ConnectionRefusedError", "PermissionError")) and ended.alone


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM", "SIGINT", "0"])
def test_no_signal_reaches_another_process(nursery: Nursery, signal: str) -> None:
    code = f"import os, signal\nos.kill(PID, {signal if signal == '0' else f'signal.{signal}'})"
    for pid in (os.getpid(), nursery.pid):
        denied(nursery, code.replace("PID", str(pid)), "PermissionError", "ProcessLookupError")
    ended = nursery.run(code.replace("PID", "BESIDE"), beside="")
    assert ended.error.startswith(("PermissionError", "ProcessLookupError")) and ended.alone


def test_a_signal_to_all_reaches_nobody_else(nursery: Nursery) -> None:
    ended = nursery.run("import os\nos.kill(-1, 9)", beside="")
    assert ended.alone
    assert nursery.run("print(1)").printed == "1\n"


@pytest.mark.parametrize("name", ["mem", "environ", "maps", "fd", "root", "cwd", "exe"])
def test_other_processes_cannot_be_looked_into(nursery: Nursery, name: str) -> None:
    code = "import os\nfor pid in PIDS:\n  path = f'/proc/{pid}/NAME'\n"
    code += "  for read in (os.readlink, os.listdir, lambda path: open(path, 'rb').read(1)):\n"
    code += "    try: print(read(path))\n    except OSError: pass\n"
    code = code.replace("NAME", name)
    ended = nursery.run(f"PIDS = [{os.getpid()}, {nursery.pid}, BESIDE]\n{code}", beside="")
    assert (ended.printed, ended.error) == ("", "")


@pytest.mark.parametrize("request_number", [16, 0x4206], ids=["attach", "seize"])
def test_no_process_can_be_traced(nursery: Nursery, request_number: int) -> None:
    code = (
        f"{SYSTEM_CALL}call(101 if __import__('platform').machine() == 'x86_64' else 117, {request_number}, "
    )
    denied(nursery, f"{code}{nursery.pid}, 0, 0)", "PermissionError")


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")
@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("165, 0, b'/', 0, 0x1000, 0", 1),  # mount
        ("272, 0x10000000", 1),  # unshare, a user namespace
        ("56, 0x10000011, 0, 0, 0, 0", 1),  # clone, the same
        ("435, 0, 0", 38),  # clone3
        ("425, 8, 0", 1),  # io_uring_setup
        ("321, 0, 0, 0", 1),  # bpf
        ("298, 0, 0, 0, 0, 0", 1),  # perf_event_open
        ("323, 0", 1),  # userfaultfd
        ("250, 0, -3, 0", 1),  # keyctl
        ("135, 0x0040000", 1),  # personality, without address randomisation
        ("304, -100, 0, 0", 1),  # open_by_handle_at
        ("310, 1, 0, 0, 0, 0, 0", 1),  # process_vm_readv
        ("438, 3, 0, 0", 1),  # pidfd_getfd
        ("157, 1, 0", 1),  # prctl, to outlive the parent
        ("302, 1, 0, 0, 0", 1),  # prlimit64 of another process
        ("319, b'x', 0", 38),  # memfd_create
        ("29, 1, 4096, 0o1666", 38),  # shmget
        ("16, 0, 0x5412, 0", 1),  # ioctl, to type into a terminal
        ("72, 0, 8, 1", 1),  # fcntl, to send somebody signals
        ("470, 0", 38),  # a call of the future
        ("0x40000000 + 39", 38),  # the x32 way to call
    ],
)
def test_dangerous_calls_are_refused(nursery: Nursery, call: str, error: int) -> None:
    assert nursery.run(f"{SYSTEM_CALL}call({call})").error.endswith(f"[Errno {error}] refused")


def test_no_program_gains_rights(nursery: Nursery) -> None:
    code = "import subprocess\n"
    code += "print(subprocess.run(['/usr/bin/su', '-c', 'id -u'], text=True, capture_output=True))"
    ended = nursery.run(code)
    assert "stdout=''" in ended.printed or ended.error.startswith(REFUSED), ended
    ended = nursery.run(
        "import os\nos.setuid(0)" if nursery.kind == "root" else "import os\nos.setgroups([0])"
    )
    assert ended.error.startswith("PermissionError")


def test_no_right_is_left(nursery: Nursery) -> None:
    ended = nursery.run("print(open('/proc/self/status').read())")
    status = dict(line.split(":\t", 1) for line in ended.printed.splitlines() if ":\t" in line)
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert "0" not in status["Uid"].split()


def test_a_setuid_copy_stays_powerless(nursery: Nursery) -> None:
    code = "import os, shutil, subprocess\nshutil.copyfile('/usr/bin/id', 'id')\nos.chmod('id', 0o6755)\n"
    ended = nursery.run(f"{code}print(subprocess.run(['./id', '-u'], text=True, capture_output=True).stdout)")
    assert ended.printed.strip() != "0"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("x = bytearray(3 * 2**30)", "MemoryError"),
        ("open('big', 'wb').write(bytes(60 * 2**20))", "OSError: [Errno 27]"),
        ("[open(f'f{i}', 'w') for i in range(999)]", "OSError: [Errno 24]"),
        ("import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))", "ValueError"),
    ],
)
def test_limits_hold(nursery: Nursery, code: str, error: str) -> None:
    denied(nursery, code, error)


def test_processes_are_counted(nursery: Nursery) -> None:
    code = "import os, time\nchildren = 0\ntry:\n  while children < 200:\n    if os.fork() == 0:\n"
    code += (
        "      time.sleep(20); os._exit(0)\n    children += 1\nexcept BlockingIOError: pass\nprint(children)"
    )
    ended = nursery.run(code, limits={"processes": 20})
    assert 0 < int(ended.printed) <= 20, ended
    assert ended.alone or "PID namespace" not in ended.held


def test_nothing_outlives_the_run(nursery: Nursery) -> None:
    code = "import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n    time.sleep(20)\n"
    code += "  os._exit(0)\nos.wait()"
    ended = nursery.run(code)
    assert ended.error == ""
    assert ended.alone or "PID namespace" not in ended.held


def test_processor_time_is_limited(nursery: Nursery) -> None:
    ended = nursery.run("while True: pass", limits={"cpu_seconds": 1}, patience=20)
    assert ended.status < 0


@pytest.mark.parametrize("what", ["bytes", "files"])
def test_the_scratch_folder_has_an_end(nursery: Nursery, what: str) -> None:
    code = "for i in range(99_999):\n  with open(f'f{i}', 'wb') as f: f.write(bytes(SIZE))"
    ended = nursery.run(
        code.replace("SIZE", "2**20" if what == "bytes" else "0").replace(
            "99_999", "80" if what == "bytes" else "20_000"
        )
    )
    assert ended.error.startswith("OSError: [Errno 28]") or "disk quota" in ended.missing, ended


def test_shared_memory_of_others_is_not_there(nursery: Nursery) -> None:
    memory = shared_memory.SharedMemory(create=True, size=64)
    try:
        path = Path("/dev/shm") / memory.name  # noqa: S108 (where shared memory lies)
        path.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IROTH | stat.S_IWOTH)
        denied(nursery, f"open({str(path)!r}, 'r+b')", "FileNotFoundError", "PermissionError")
    finally:
        memory.close()
        memory.unlink()
