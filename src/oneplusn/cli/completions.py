"""What the shell offers when a name is begun: questions, parameters, things, classes, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

    from ..queries.library.header import Parameter, Query

__all__ = [
    "complete_class",
    "complete_entity",
    "complete_param",
    "complete_question",
    "complete_section",
    "complete_sector",
]

# All is imported late: a command loads this module even when nothing is to be completed.


def complete_entity(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer names that begin alike; those with spaces or colons no shell would take."""
    return _items(_entities(ctx, begun))


def complete_sector(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer names of sectors and policy fields that begin alike."""
    return _items(_entities(ctx, begun, among=("opn:PolicyField", "opn:Sector")))


def complete_question(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the questions of the library whose names begin alike, each with its summary."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    fitting = (query for query in _library(ctx) if query.name.startswith(begun))
    return [CompletionItem(query.name, help=query.summary) for query in fitting]


def complete_param(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer ``NAME=`` for each parameter of the question, and behind it what it may be."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    # As long as the option has no value, click leaves the question among the arguments.
    questions = {ctx.params.get("name"), ctx.params.get("query"), *ctx.args}
    params = {
        p.name: p for query in _library(ctx) if query.name in questions for p in query.parameters
    }
    name, equals, value = begun.partition("=")
    if equals and name in params:
        return _items(f"{name}={word}" for word in _values(ctx, params[name], value))
    fitting = (param for param in params.values() if param.name.startswith(begun))
    return [CompletionItem(f"{param.name}=", help=param.summary) for param in fitting]


def complete_class(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer classes by their names in the ontology."""
    from ..ontology.namespaces import RDF_TYPE, shorten  # noqa: PLC0415
    from ..ontology.resources import term_triples  # noqa: PLC0415

    names = {
        shorten(str(triple.subject)[1:-1]).removeprefix("opn:")
        for triple in term_triples()
        if triple.predicate == RDF_TYPE and str(triple.object).endswith("owl#Class>")
    }
    return _items(name for name in names if name.startswith(begun) and name.isalnum())


def complete_section(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the numbers of chapters and sections, each with its heading.

    The report's id stands before it where several reports have the number and `--report` picks
    none, and where it is typed.
    """
    from collections import Counter  # noqa: PLC0415

    from click.shell_completion import CompletionItem  # noqa: PLC0415

    from ..graph.text.catalog import find_reports  # noqa: PLC0415
    from ..queries.names.fold import half_width  # noqa: PLC0415

    only = ctx.params.get("report")
    reports = [r for r in find_reports() if only is None or r.id == half_width(only)]
    counts = Counter(section.key for report in reports for section in report.sections)
    begun = half_width(begun)
    offers = (
        (section.key if counts[section.key] == 1 and ":" not in begun else name, section.title)
        for report in reports
        for section in report.sections
        for name in [f"{report.id}:{section.key}"]
    )
    return [CompletionItem(key, help=title) for key, title in offers if key.startswith(begun)]


def _library(ctx: click.Context) -> tuple[Query, ...]:
    from ..queries.library.catalog import library, wider_library  # noqa: PLC0415 - slow to import

    return wider_library() if ctx.params.get("context") else library()


def _values(ctx: click.Context, param: Parameter, begun: str) -> Iterable[str]:
    if param.kind == "iri":
        return _entities(ctx, begun, among=param.allowed)
    if param.kind == "report":
        return _reports(ctx, begun)
    return (word for word in param.allowed or (param.default,) if word.startswith(begun))


def _entities(ctx: click.Context, begun: str, *, among: tuple[str, ...] = ()) -> Iterable[str]:
    from ..graph.cache import load_store  # noqa: PLC0415
    from ..queries.entities.resolve import names_of  # noqa: PLC0415
    from ..queries.names.fold import half_width, plain_name  # noqa: PLC0415

    store = load_store(context=ctx.params.get("context", False))
    begun = plain_name(half_width(begun))
    names = names_of(store, among=among)
    return (name for name in names if half_width(name).startswith(begun) and ":" not in name)


def _reports(ctx: click.Context, begun: str) -> Iterable[str]:
    from ..graph.cache import load_store  # noqa: PLC0415
    from ..queries.entities.reports import loaded_reports  # noqa: PLC0415

    reports = loaded_reports(load_store(context=ctx.params.get("context", False)))
    return (report.id for report in reports if report.id.startswith(begun))


def _items(names: Iterable[str]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    return [CompletionItem(name) for name in sorted(names)]
