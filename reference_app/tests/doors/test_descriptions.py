"""What both interfaces say of themselves."""

from __future__ import annotations

from doors.interfaces import V1, V2, Interface
from doors.permissions import V2_ALONE

SPOKEN = ("operationId", "summary", "parameters", "requestBody", "security", "responses")


def test_both_interfaces_promise_the_same(interfaces: dict[str, Interface]) -> None:
    promised = {
        name: {
            (method, path): {part: operation.get(part) for part in SPOKEN}
            for method, path, operation in interface.operations()
        }
        for name, interface in interfaces.items()
    }
    assert {promised[V2][key]["operationId"] for key in promised[V2].keys() - promised[V1].keys()} == V2_ALONE
    for key, operation in promised[V1].items():
        assert operation == promised[V2][key], key
    schemas = [interfaces[name].description["components"]["schemas"] for name in (V1, V2)]
    assert schemas[0] == schemas[1]


def test_every_operation_says_what_it_answers(interface: Interface) -> None:
    names = [operation["operationId"] for _, _, operation in interface.operations()]
    assert len(names) == len(set(names))
    for method, path, operation in interface.operations():
        assert operation["summary"], (method, path)
        for status, answer in operation["responses"].items():
            assert answer["description"], (method, path, status)
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]
