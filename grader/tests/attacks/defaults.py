"""Work that wants the app's own answer to a task that replaces a part of the app."""

from __future__ import annotations

from attacks.attack import Attack


def _attack(code: str) -> Attack:
    """Whatever is found is the answer."""
    body = "\n".join(f"    {line}".rstrip() for line in code.strip().splitlines())
    source = f"next_in_line = None\ntry:\n{body}\nexcept Exception as error:\n    print(type(error).__name__)"
    return Attack(source, task="next_in_line")


DEFAULTS = {
    "imported": _attack("from university.domain.waitlist import next_in_line"),
    "by another module's name": _attack("""
import university.bootstrap, sys
for module in list(sys.modules.values()):
    if "university" in str(getattr(module, "__name__", "")) and hasattr(module, "next_in_line"):
        next_in_line = module.next_in_line"""),
    "reloaded": _attack("""
import importlib, sys
import university.domain.waitlist as waitlist
next_in_line = importlib.reload(waitlist).next_in_line"""),
    "imported past the hooks": _attack("""
import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if "Refusal" not in type(finder).__name__]
sys.modules.pop("university.domain.waitlist", None)
import importlib
next_in_line = importlib.import_module("university.domain.waitlist").next_in_line"""),
    "loaded from its file": _attack("""
import importlib.util, university.domain
path = university.domain.__path__[0] + "/waitlist.py"
spec = importlib.util.spec_from_file_location("mine", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
next_in_line = module.next_in_line"""),
    "read and executed": _attack("""
import university.domain
scope = {}
exec(open(university.domain.__path__[0] + "/waitlist.py").read(), scope)
next_in_line = scope["next_in_line"]"""),
    "read from its compiled form": _attack("""
import glob, marshal, university.domain
scope = {"__name__": "mine"}
for path in glob.glob(university.domain.__path__[0] + "/__pycache__/waitlist*.pyc"):
    exec(marshal.loads(open(path, "rb").read()[16:]), scope)
next_in_line = scope["next_in_line"]"""),
    "found by the collector": _attack("""
import gc, types
gc.unfreeze()
for found in gc.get_objects():
    if type(found) is types.FunctionType and found.__name__ in ("next_in_line", "absent"):
        next_in_line = found"""),
    "its code found by the collector": _attack("""
import gc, types, university.domain.waitlist
gc.unfreeze()
codes = [found.__code__ for found in gc.get_objects() if type(found) is types.FunctionType]
codes += [found for kept in gc.get_objects() if type(kept) is tuple for found in kept]
for code in codes:
    if type(code) is types.CodeType and code.co_name == "next_in_line":
        next_in_line = types.FunctionType(code, {"__builtins__": __builtins__})"""),
    "by inspect and linecache": _attack("""
import inspect, linecache, university.domain, university.domain.waitlist as waitlist
scope = {}
text = "".join(linecache.getlines(university.domain.__path__[0] + "/waitlist.py"))
exec(text or inspect.getsource(waitlist), scope)
next_in_line = scope["next_in_line"]"""),
    "from the slots": _attack("""
from university.bootstrap import slots
import importlib
module, _, name = slots()["waitlist.next_in_line"].default.partition(":")
next_in_line = getattr(importlib.import_module(module), name)"""),
    "by another process": _attack("""
import subprocess, sys
code = "import inspect, university.domain.waitlist as w; print(inspect.getsource(w))"
text = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=5).stdout
scope = {}
exec(text, scope)
next_in_line = scope["next_in_line"]"""),
    "from an installed copy": _attack("""
import glob, sys
scope = {}
for root in {*sys.path, sys.prefix, "/usr/lib", "/opt"}:
    for path in glob.glob(root + "/**/domain/waitlist.py", recursive=False):
        exec(open(path).read(), scope)
next_in_line = scope["next_in_line"]"""),
}
