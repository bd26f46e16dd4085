"""A seccomp filter as a program of classic BPF: one block per system call, and what it returns.

Source: seccomp(2), linux/seccomp.h, linux/bpf_common.h. Every block ends in a return on each of its paths, so
blocks stand one after the other, and none jumps far.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from grader.worker.isolation import syscalls

Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, constant (struct sock_filter)."""

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_EQUAL, _AT_LEAST, _ANY_BIT = 0x15, 0x35, 0x45
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # struct seccomp_data

ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
REFUSE, UNKNOWN, PRETEND = _ERROR | 1, _ERROR | 38, _ERROR | 0
"""EPERM; ENOSYS, for which libraries have another way; success without doing anything."""


def only_if(argument: int, allowed: Iterable[int]) -> list[Instruction]:
    """Allow the call when the (32 bit) argument is one of these values."""
    return [_load(argument), *_returns(allowed, ALLOW), (_RETURN, 0, 0, REFUSE)]


def not_if(argument: int, refused: Iterable[int], mask: int = 0xFFFFFFFF) -> list[Instruction]:
    """Refuse the call when the argument, under the mask, is one of these values."""
    return [_load(argument), (_AND, 0, 0, mask), *_returns(refused, REFUSE), (_RETURN, 0, 0, ALLOW)]


def only_if_null(argument: int, otherwise: int) -> list[Instruction]:
    """Allow the call when the argument, a pointer, is null."""
    is_null: list[Instruction] = [(_EQUAL, 1, 0, 0), (_RETURN, 0, 0, otherwise)]
    low, high = _load(argument), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument + 4)
    return [low, *is_null, high, *is_null, (_RETURN, 0, 0, ALLOW)]


def not_if_any(argument: int, bits: int) -> list[Instruction]:
    """Refuse the call when any of these bits is set in the argument."""
    return [_load(argument), (_ANY_BIT, 0, 1, bits), (_RETURN, 0, 0, REFUSE), (_RETURN, 0, 0, ALLOW)]


def both(first: list[Instruction], second: list[Instruction]) -> list[Instruction]:
    """What the first block does not refuse is up to the second. The first ends by allowing."""
    if first[-1] != (_RETURN, 0, 0, ALLOW):
        raise ValueError("the first block must end by allowing")
    return first[:-1] + second


def always(answer: int) -> list[Instruction]:
    """One answer whatever the arguments."""
    return [(_RETURN, 0, 0, answer)]


def program(machine: str, blocks: Mapping[str, list[Instruction]]) -> bytes:
    """The filter for this kind of machine: allow what no block names and the table's kernel knew.

    Raises KeyError for a machine whose numbers are not known. A call that the machine has not is left out.
    """
    known = syscalls.numbers(machine)
    lines: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, syscalls.AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),  # calls of 32 bit programs have other numbers
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, syscalls.HIGHEST_KNOWN + 1),
        (_RETURN, 0, 0, UNKNOWN),  # among them the x32 calls, whose numbers are huge
    ]
    for name, block in blocks.items():
        if name in known:
            lines += [(_EQUAL, 0, len(block), known[name]), *block]
    lines.append((_RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _load(argument: int) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)  # little endian: the low half


def _returns(values: Iterable[int], answer: int) -> list[Instruction]:
    return [line for value in values for line in ((_EQUAL, 0, 1, value), (_RETURN, 0, 0, answer))]
