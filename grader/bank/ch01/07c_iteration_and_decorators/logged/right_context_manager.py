# kind: anticipated
from functools import update_wrapper


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    class Entry:
        def __init__(self, name, args, kwargs):
            self.entry = {"call": name, "args": args, "kwargs": kwargs}

        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            self.entry["outcome"] = "ok" if kind is None else kind.__name__
            log.append(self.entry)

    def decorate(function):
        def call(*args, **kwargs):
            with Entry(function.__name__, args, kwargs):
                return function(*args, **kwargs)

        return update_wrapper(call, function)

    return decorate
