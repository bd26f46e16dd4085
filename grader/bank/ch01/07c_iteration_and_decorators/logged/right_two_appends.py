# kind: anticipated
import functools


def logged(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            def note(outcome: str) -> None:
                log.append(dict(call=function.__name__, args=args, kwargs=kwargs, outcome=outcome))

            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                note(error.__class__.__name__)
                raise
            note("ok")
            return result

        return call

    return decorate
