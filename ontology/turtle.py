"""One fixed way to write Turtle, so that a change in the data is the change in the diff."""

from __future__ import annotations

from rdflib import Graph

__all__ = ["tidy_turtle"]


def tidy_turtle(text: str) -> str:
    """Write Turtle again: terms sorted, one value a line, blank nodes in canonical order.

    Comments are lost: what is worth saying stands in a definition or a note.

    >>> print(tidy_turtle("@prefix e: <http://e.org/> . e:b e:p e:d , e:c ."))
    PREFIX e: <http://e.org/>
    <BLANKLINE>
    e:b
        e:p
            e:c ,
            e:d ;
    .
    <BLANKLINE>
    """
    graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
    return graph.serialize(format="longturtle", canon=True)
