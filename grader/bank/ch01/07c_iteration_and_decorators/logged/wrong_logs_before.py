# kind: anticipated
# message: A call is logged when it has ended
from functools import wraps


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            entry = {"call": function.__name__, "args": args, "kwargs": kwargs, "outcome": "ok"}
            log.append(entry)
            try:
                return function(*args, **kwargs)
            except BaseException as error:
                entry["outcome"] = type(error).__name__
                raise

        return call

    return decorate
