"""An IPython shell that keeps what a cell printed and showed, as nbformat's outputs."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grader.worker.compiler import Compiler

_CUT = "\n… the rest of this output was cut\n"
_AWAITING = re.compile("async|await")
_SPECIAL = re.compile(r"^\s*(?:[%!?,;/]|>>>|In ?\[|\[(?:nav|ins)|\.\.)|\?\s*$|=\s*[%!]", re.MULTILINE)
"""Where a line may be a magic, a call of the shell or of help, or begin with a prompt."""
_RICH = 20
"""Rich output may be so many times longer than text: pictures are."""


class Outputs:
    """The outputs of the cell that runs, in order; text beyond `limit` characters is dropped."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.clear()

    def clear(self) -> None:
        """Begin another cell."""
        self._list: list[dict[str, Any]] = []
        self._room, self._rich_room = self._limit, self._limit * _RICH

    @property
    def is_empty(self) -> bool:
        """Whether there were none so far."""
        return not self._list

    def take(self) -> list[dict[str, Any]]:
        """The outputs so far, and begin anew."""
        outputs = self._list
        self.clear()
        return outputs

    def text(self, name: str, text: str) -> None:
        """Text on `stdout` or `stderr`; neighbours on one stream are joined."""
        if self._room <= 0 or not text:
            return
        kept = text if len(text) <= self._room else text[: self._room] + _CUT
        self._room -= len(text)
        last = self._list[-1] if self._list else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += kept
        else:
            self._list.append({"output_type": "stream", "name": name, "text": kept})

    def rich(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> None:
        """A value or a picture in all its representations; only its text when they are too long."""
        data = {mime: _portable(content) for mime, content in data.items()}
        self._rich_room -= sum(len(str(content)) for content in data.values())
        if self._rich_room < 0:
            text = str(data.get("text/plain", ""))
            data = {"text/plain": text if len(text) <= self._limit else text[: self._limit] + _CUT}
        self._list.append(
            {
                "output_type": kind,
                "data": data,
                "metadata": json.loads(json.dumps(metadata, default=str)),
                **more,
            }
        )

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        """An exception that ended the cell."""
        self._list.append({"output_type": "error", "ename": name, "evalue": message, "traceback": traceback})


def within(outputs: Iterable[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """What an honest `Outputs` of this limit could have told, for outputs that a stranger told."""
    kept: list[dict[str, Any]] = []
    text_room, room = 2 * limit, 2 * _RICH * limit  # markup, escapes and tracebacks count here
    for output in outputs:
        room -= len(json.dumps(output, ensure_ascii=False))
        text_room -= len(output["text"]) if output["output_type"] == "stream" else 0
        if min(room, text_room) < 0:
            return [*kept, {"output_type": "stream", "name": "stderr", "text": _CUT}]
        kept.append(output)
    return kept


class Stream(io.TextIOBase):
    """Stands for sys.stdout or sys.stderr."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, outputs: Outputs, descriptor: int) -> None:
        self._name, self._outputs, self._descriptor = name, outputs, descriptor

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Keep the text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.text(self._name, text)
        return len(text)

    def fileno(self) -> int:
        """The real descriptor, for subprocesses."""
        return self._descriptor


class _Publisher(DisplayPublisher):
    outputs: Outputs

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        *_args: Any,
        **_more: Any,
    ) -> None:
        self.outputs.rich("display_data", data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        """A stored notebook has no use for clearing."""


class _Hook(DisplayHook):
    outputs: Outputs

    def start_displayhook(self) -> None: ...

    def write_output_prompt(self) -> None: ...

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.outputs.rich("execute_result", format_dict, md_dict or {}, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None: ...


class Shell(InteractiveShell):
    """IPython as a notebook's kernel has it, without history, prompts or colours."""

    compiler_class = Compiler
    compile: Compiler
    outputs: Outputs | None = None

    def connect(self, outputs: Outputs) -> None:
        """Send what cells show to `outputs`."""
        self.outputs = outputs
        for end in (self.display_pub, self.displayhook):
            setattr(end, "outputs", outputs)  # noqa: B010 (traits are typed as IPython's own classes)

    def transform_cell(self, raw_cell: str) -> str:
        """What IPython makes of a cell; it looks through the tokens five times, and finds nothing to do in
        several lines without signs of its own."""
        if raw_cell[:1].isspace() or "\n" not in raw_cell.strip() or _SPECIAL.search(raw_cell):
            return str(super().transform_cell(raw_cell))  # type: ignore[no-untyped-call]
        return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"

    def transform_ast(self, node: Any) -> Any:
        """What the learner's own transformers make of a cell; they may change what was compiled before."""
        if self.ast_transformers:
            self.compile.forget()
        return super().transform_ast(node)  # type: ignore[no-untyped-call]

    def should_run_async(
        self, raw_cell: str, *, transformed_cell: Any = None, preprocessing_exc_tuple: Any = None
    ) -> bool:
        """Whether it awaits something; IPython compiles the cell once more to find out."""
        if transformed_cell is None or not _AWAITING.search(transformed_cell):
            return False
        return super().should_run_async(
            raw_cell,
            transformed_cell=transformed_cell,
            preprocessing_exc_tuple=preprocessing_exc_tuple,
        )

    def _format_exception_for_storage(self, exception: BaseException, *_: Any, **__: Any) -> dict[str, Any]:
        """For a history that nobody reads: IPython would format the traceback a second time."""
        return {"ename": type(exception).__name__, "evalue": message_of(exception), "traceback": []}

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        if self.outputs is not None:
            lines = stb if isinstance(stb, list) else [str(stb)]
            self.outputs.error(etype.__name__, message_of(evalue), lines)


def make_shell() -> Shell:
    """The shell, made once in the warm process: a fork inherits it."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    # Each frame with its line. What surrounds the line costs more time than all that a usual answer does.
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.cache_size = 0
    config.InteractiveShell.display_page = True
    shell: Shell = Shell.instance(config=config, display_pub_class=_Publisher, displayhook_class=_Hook)
    return shell


def message_of(error: BaseException) -> str:
    """What an error says, cut; nothing where it cannot say it."""
    try:
        return str(error)[:2000]
    except Exception:  # a learner's __str__ may raise anything
        return ""


def _portable(content: Any) -> Any:
    if isinstance(content, bytes):
        return base64.b64encode(content).decode("ascii")
    return content if isinstance(content, str) else json.loads(json.dumps(content, default=str))
