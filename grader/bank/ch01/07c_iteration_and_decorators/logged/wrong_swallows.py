# kind: anticipated
# message: An exception goes on to the caller
from functools import wraps


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            entry = {"call": function.__name__, "args": args, "kwargs": kwargs, "outcome": "ok"}
            try:
                return function(*args, **kwargs)
            except Exception as error:
                entry["outcome"] = type(error).__name__
            finally:
                log.append(entry)

        return call

    return decorate
