# kind: anticipated
# message: got an unexpected keyword argument 'taken'
from functools import wraps


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any) -> Any:
            outcome = "ok"
            try:
                return function(*args)
            except BaseException as error:
                outcome = type(error).__name__
                raise
            finally:
                log.append({"call": function.__name__, "args": args, "kwargs": {}, "outcome": outcome})

        return call

    return decorate
