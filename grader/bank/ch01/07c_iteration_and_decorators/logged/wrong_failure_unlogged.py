# kind: anticipated
# message: An exception goes on to the caller, and the log tells it
from functools import wraps


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            log.append({"call": function.__name__, "args": args, "kwargs": kwargs, "outcome": "ok"})
            return result

        return call

    return decorate
