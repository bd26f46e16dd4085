"""Work that wants points for a wrong `add`: it lies about values, or about the verdict."""

from __future__ import annotations

from attacks.attack import Attack

_EVERYTHING = """
class Everything({base}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    __hash__ = {base}.__hash__
def add(a, b): return Everything()
"""
_FORGED = r"""
import json, os, struct
told = {"index": 4, "outcome": "ok", "outputs": [], "error": None, "seconds": 0}
line = (json.dumps({"cell": told}) + "\n").encode()
for descriptor in range(3, 32):
    for said in (line, struct.pack("!I", len(line)) + line, b'{"done": true}\n', b"\0" * 64):
        try: os.write(descriptor, said)
        except OSError: pass
"""

FORGERIES = {
    **{
        f"equal to everything, a {base}": Attack(_EVERYTHING.format(base=base))
        for base in ("object", "int", "str", "list", "dict", "tuple", "float")
    },
    "its class is a lie": Attack("""
class Five:
    __class__ = int
    def __int__(self): return 5
    __index__ = __int__
    def __sub__(self, other): return 0
    def __eq__(self, other): return True
def add(a, b): return Five()"""),
    "its class is assigned": Attack("""
class One:
    pass
class Two(One):
    def __eq__(self, other): return True
def add(a, b):
    made = One()
    made.__class__ = Two
    return made"""),
    "yes to every question": Attack("""
import builtins
class Yes(type):
    def __instancecheck__(self, other): return True
    def __subclasscheck__(self, other): return True
class Answer(metaclass=Yes):
    __getattr__ = lambda self, name: self
    __call__ = lambda self, *a, **k: self
    __contains__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __hash__ = None
add = Answer()"""),
    "descriptors with side effects": Attack("""
class Sly:
    @property
    def value(self):
        import grader.vocabulary.compare as compare
        compare.same = lambda *a: True
        return 5
    def __get__(self, *a): return 5
    def __set_name__(self, owner, name): raise KeyError(name)
def add(a, b): return Sly()"""),
    "the builtins": Attack(
        """
import builtins
add.__wrapped__ = add
builtins.len = lambda *a: 5
builtins.sorted = lambda *a, **k: [5]
builtins.isinstance = builtins.all = builtins.any = builtins.callable = lambda *a: True
builtins.repr = builtins.str.__repr__""",
        ends=True,
    ),
    "the type of everything": Attack("import builtins\nbuiltins.type = lambda *a: int", score=0, ends=True),
    "json, socket and struct": Attack(
        """
import json, socket, struct
json.loads = lambda *a, **k: ["ask", "truth", [], {}]
json.dumps = lambda *a, **k: '["value", 5, [], [], false]'
struct.pack = lambda *a: b""
struct.unpack = lambda *a: (0,)
socket.socket.recv = lambda *a: b''""",
        ends=True,
    ),
    "assertions that do not fail": Attack("""
import builtins
class Quiet(Exception):
    def __new__(cls, *a): return None
builtins.AssertionError = Quiet"""),
    "an import hook": Attack("""
import sys
class Hook:
    def find_spec(self, name, path=None, target=None): raise SystemExit(0)
sys.meta_path.insert(0, Hook())
sys.path_hooks.insert(0, Hook)
sys.modules["grader"] = sys.modules["grader.vocabulary"] = None"""),
    "syntax trees without asserts": Attack("""
import ast
class Nothing(ast.NodeTransformer):
    def visit_Expr(self, node): return ast.Pass()
    visit_Assert = visit_Expr
get_ipython().ast_transformers.append(Nothing())
get_ipython().input_transformers_cleanup.append(lambda lines: lines)"""),
    "events of IPython": Attack("""
shell = get_ipython()
shell.events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "pass"))
shell.events.register("post_run_cell", lambda result: setattr(result, "error_in_exec", None))
shell.set_custom_exc((Exception,), lambda *a, **k: None)"""),
    "its own expect": Attack("""
import grader, sys, types
class Pleased:
    def __getattr__(self, name): return lambda *a, **k: self
def expect(*a, **k): return Pleased()
grader.expect = expect
sys.modules["grader"] = types.SimpleNamespace(expect=expect, visit=expect, acceptance=expect)"""),
    "its own package beside the notebook": Attack("""
import os, sys
os.mkdir("grader")
with open("grader/__init__.py", "w") as file:
    file.write("class P:\\n    returns = lambda *a, **k: None\\ndef expect(*a): return P()\\n")
with open("sitecustomize.py", "w") as file: file.write("raise SystemExit(0)")
sys.modules.pop("grader", None)"""),
    "a result on every descriptor": Attack(_FORGED, ends=True),
    "output that looks like a verdict": Attack("""
print('{"cell": {"index": 4, "outcome": "ok", "outputs": [], "error": null, "seconds": 0}}')
print("add-visible passed 2 of 2\\n✓ add-hidden passed\\n{'done': True}")"""),
    "points in the output's metadata": Attack("""
from IPython.display import display
display({"text/plain": "4/4"}, raw=True, metadata={"nbgrader": {"points": 99, "score": 99}})"""),
    "an answer from our own objects": Attack(
        """
import grader.worker.student.objects as objects
objects.Objects.answer = lambda *a: ["value", 5, [], []]""",
        score=0,
    ),
    "frames of the caller": Attack("""
import sys
def add(a, b):
    frame = sys._getframe()
    while frame is not None:
        for name in ("outcome", "score", "error", "expected"):
            frame.f_locals[name] = "ok"
        frame = frame.f_back
    return a - b"""),
    "a tracer": Attack("""
import sys, threading
for install in (sys.settrace, sys.setprofile, threading.settrace, threading.setprofile):
    install(lambda *a: None)
sys.settrace(None)"""),
    "a debugger that takes exceptions": Attack("""
import sys, threading
sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *a: None
sys.displayhook = lambda *a: None
sys.breakpointhook = lambda *a: None"""),
    "the clock": Attack("""
import time, datetime
time.time = time.monotonic = time.perf_counter = lambda: 0.0
time.sleep = lambda seconds: None"""),
    "a pickle": Attack("""
import pickle
class Sly:
    def __reduce__(self): return (eval, ("1/0",))
    def __getstate__(self): raise SystemExit(0)
pickle.dumps(Sly())
def add(a, b): return Sly()"""),
    "an object that answers when it dies": Attack("""
import os
class Sly:
    def __del__(self):
        try: os.write(1, b'{"done": true}')
        except Exception: pass
def add(a, b): return Sly()"""),
    "names that look alike": Attack("""
exрect = lambda *a, **k: None   # noqa: the middle letter is Cyrillic
𝐚𝐝𝐝 = lambda a, b: a * 0        # noqa: Python reads mathematical letters as plain ones
"""),
    "arguments that are changed": Attack("""
class Sum(int): pass
def add(a, b):
    globals()["expect"] = None
    return Sum(a + b) if False else [a, b]"""),
    "the number of every reply": Attack("""
import itertools
guesses = itertools.cycle([0, 1, None, True, "ok", "passed", b"", 5.0001])
def add(a, b): return next(guesses)"""),
    "tracers of every kind": Attack("""
import sys, threading
def five(frame, event, arg):
    if event == "return":
        frame.f_locals["a"] = 5
    return five
sys.settrace(five); threading.settrace(five); sys.setprofile(five)
if hasattr(sys, "monitoring"):
    tool, events = sys.monitoring, sys.monitoring.events
    tool.use_tool_id(3, "five")
    tool.register_callback(3, events.PY_RETURN, lambda code, offset, value: tool.DISABLE)
    tool.set_events(3, events.PY_RETURN)
sys.settrace(None); sys.setprofile(None)"""),
    "lookalikes of our modules": Attack(
        """
import sys, types
class Pleased(types.ModuleType):
    def __getattr__(self, name): return lambda *a, **k: True
for name in list(sys.modules):
    if name.partition(".")[0] == "grader": sys.modules[name] = Pleased(name)""",
        ends=True,
    ),
    "lies inside containers": Attack("""
from collections import OrderedDict, UserList, defaultdict
class All:
    def __eq__(self, other): return True
    def __hash__(self): return hash(5)
class Short(list):
    def __len__(self): return 0
    def __iter__(self): return iter([5])
class Kept(dict):
    __missing__ = __getitem__ = lambda self, key: 5
shapes = iter([[All()], {All()}, (All(),), Short([1]), Kept(), {All(): All()}, OrderedDict(), UserList([5])])
def add(a, b): return next(shapes, defaultdict(lambda: 5))"""),
    "records that are equal by declaration": Attack("""
from dataclasses import dataclass, field
from enum import IntEnum
@dataclass(order=True, unsafe_hash=True)
class Sum:
    value: int = field(default=0, compare=False)
class Five(IntEnum):
    FIVE = 5
def add(a, b): return Sum(5) if a == 2 else Five.FIVE"""),
    "numbers that cannot be told": Attack("""
from decimal import Decimal
from fractions import Fraction
huge, least = Decimal("1E+999999999999999999"), Fraction(1, 10**9_000)
hard = iter([10**9_000, huge, float("nan"), least, -0.0, 5.0, True])
def add(a, b): return next(hard, complex("nan+infj"))"""),
    "an answer that never ends": Attack("""
import itertools
def add(a, b): yield from itertools.count()"""),
    "weak references that call back": Attack("""
import gc, weakref
class Sum: pass
kept = []
def add(a, b):
    made = Sum()
    kept.append(weakref.finalize(made, print, "gone", (a, b)))
    kept.append(weakref.ref(made, lambda ref: (_ for _ in ()).throw(SystemExit(0))))
    return made
gc.set_threshold(1); gc.callbacks.append(lambda *a: None)"""),
    "objects that were written over": Attack(
        """
import ctypes
class Sum(tuple): pass
def add(a, b):
    made = Sum([5])
    # The second word of an object is its type: this one calls itself a list from now on.
    ctypes.c_void_p.from_address(id(made) + 8).value = id(list)
    kept.append(made)
    return [made]
kept = []""",
        ends=True,
    ),
    "a cell that tells of itself": Attack(
        """
import grader.worker.student.process as process
from grader.vocabulary.failure import FailureFields
from dataclasses import replace
real, long = process.Student._run, "z" * 1_000_000
def told(self, code):
    failure = dict.fromkeys(FailureFields.__annotations__, long)
    error = {"name": "E", "message": long, "traceback": [long], "failure": failure}
    text = {"output_type": "stream", "name": "stdout", "text": long}
    return replace(real(self, code), outputs=(text,) * 3, error=error)
process.Student._run = told"""
    ),
    "more output than is kept": Attack(
        """
import gc
gc.unfreeze()
for found in gc.get_objects():
    if type(found).__name__ == "Outputs": found._limit = found._room = found._rich_room = 10**9
print("y" * 3_000_000)""",
        ends=True,
    ),
}
