# kind: anticipated
# message: The call's own result is returned
from functools import wraps


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> None:
            outcome = "ok"
            try:
                function(*args, **kwargs)
            except Exception as error:
                outcome = type(error).__name__
                raise
            finally:
                log.append({"call": function.__name__, "args": args, "kwargs": kwargs, "outcome": outcome})

        return call

    return decorate
