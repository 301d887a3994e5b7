"""The page of the Python library: public names with signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import oneplusn
from oneplusn import api, errors
from oneplusn.queries.output import values

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["library_page", "public_names"]

_HEAD = """# The Python library

Written by `python docs/write_pages.py` from the docstrings; a test compares.
[The tutorial](tutorial.md) shows the same at work. `import oneplusn` gives `load`,
`KnowledgeGraph`, `Entity` and `Result`; the other names are in `oneplusn.api` and
`oneplusn.errors`. What stands in no list here is not public and may change.
"""


class _Text:
    """An annotation that is shown as it is written."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def public_names() -> dict[str, Any]:
    """Return the public names with what they stand for, `load` first."""
    names = sorted({*oneplusn.__all__, *api.__all__} - {"__version__"})
    order = sorted(names, key=lambda name: (name != "load", name))
    return {name: getattr(api, name) for name in order}


def library_page() -> str:
    """Write the page: functions and classes, then the errors."""
    parts = (_part(name, thing) for name, thing in public_names().items())
    return "\n".join((_HEAD, *parts, _errors()))


def _part(name: str, thing: object) -> str:
    if inspect.isclass(thing):
        return "\n".join((f"## {name}\n", _kind(name, thing), *_members(name, thing)))
    if inspect.isfunction(thing):
        return f"## {name}\n\n`{name}{_signature(thing)}`\n\n{_doc(thing)}\n"
    return _alias(name)


def _alias(name: str) -> str:
    """Describe a type alias by its source, which is the same in all versions of Python."""
    source = inspect.getsource(values)
    match = re.search(rf'^{name} = (.*)\n"""(.*?)"""$', source, re.MULTILINE)
    return f"## {name}\n\n`{match[1]}`\n\n{match[2]}\n" if match else ""


def _kind(name: str, kind: type) -> str:
    fields = ""
    if dataclasses.is_dataclass(kind):
        pairs = (f"`{f.name}: {f.type}`" for f in dataclasses.fields(kind))
        fields = f"\nFields: {', '.join(pairs)}.\n"
    elif not issubclass(kind, Exception):
        fields = f"\n`{name}{_signature(kind.__init__)}`\n" if name == "KnowledgeGraph" else ""
    return f"{_doc(kind)}\n{fields}"


def _members(name: str, kind: type) -> Iterator[str]:
    """Describe what a class has itself, in the order of its source; private names are left out."""
    for member, thing in vars(kind).items():
        function = _function(thing)
        if function is None or not function.__doc__ or _is_private(member):
            continue
        shown = f"{name}.{member}"
        if member == "__getitem__":
            shown = f"{name}[…]"
        elif inspect.isfunction(thing):
            shown += _signature(thing)
        yield f"### {shown.partition('(')[0]}\n\n`{shown}`\n\n{_doc(function)}\n"


def _function(thing: object) -> Any:  # noqa: ANN401 - a function of any signature
    if isinstance(thing, property):
        return thing.fget
    if isinstance(thing, cached_property):
        return thing.func
    return thing if inspect.isfunction(thing) else None


def _is_private(name: str) -> bool:
    return name.startswith("_") and name != "__getitem__"


def _signature(function: Any) -> str:  # noqa: ANN401 - a function of any signature
    """Write a signature as its source has it, without `self`."""
    signature = inspect.signature(function)
    params = [
        param.replace(annotation=_Text(param.annotation))
        for param in signature.parameters.values()
        if param.name != "self"
    ]
    returned = signature.return_annotation
    shown = str(signature.replace(parameters=params, return_annotation=inspect.Signature.empty))
    return f"{shown} -> {returned}" if returned not in {inspect.Signature.empty, "None"} else shown


def _doc(thing: object) -> str:
    """Turn a docstring into Markdown: paragraphs, and examples fenced."""
    parts = []
    for part in inspect.cleandoc(thing.__doc__ or "").split("\n\n"):
        example = part.startswith(">>> ")
        parts.append(f"```pycon\n{part}\n```" if example else _marks(" ".join(part.split("\n"))))
    return "\n\n".join(parts)


def _marks(text: str) -> str:
    return text.replace("``", "`")


def _errors() -> str:
    rows = (
        f"| `{name}` | `{kind.__bases__[0].__name__}` | {kind.exit_code} | {_first(kind)} |"
        for name, kind in _raised()
    )
    head = "| error | kind of | exit code | when |\n| --- | --- | --- | --- |"
    return "\n".join(("## Errors\n", "All are in `oneplusn.errors`.\n", head, *rows, ""))


def _raised() -> Iterator[tuple[str, type[errors.OneplusnError]]]:
    for name in sorted(errors.__all__):
        kind = getattr(errors, name)
        if issubclass(kind, errors.OneplusnError):
            yield name, kind


def _first(kind: type) -> str:
    return _marks(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " "))
