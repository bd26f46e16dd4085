# kind: anticipated
# message: `functools.wraps` copies both
def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            outcome = "ok"
            try:
                return function(*args, **kwargs)
            except BaseException as error:
                outcome = type(error).__name__
                raise
            finally:
                log.append({"call": function.__name__, "args": args, "kwargs": kwargs, "outcome": outcome})

        return call

    return decorate
