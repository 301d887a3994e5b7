"""The message catalogue: what the program says, by topic and key, in Chinese and in English.

A topic is a file of ``messages/``, a message a table with ``zh`` and ``en``. What is put in
stands in braces with its name; where English has two forms, ``en`` has one for a ``count`` of
``one`` and one for all ``other`` numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING

from ..errors import MessageError, UnknownNameError
from .bilingual import LANGUAGES, Bilingual
from .data_files import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Message", "Messages", "messages", "read_messages", "topics"]

_FOLDER = files("oneplusn.ontology") / "messages"
_COUNT = "count"


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A text in both languages; *one* is the English for a single thing."""

    text: Bilingual
    one: str

    @property
    def blanks(self) -> frozenset[str]:
        """Return the names of what is put in, the same in each language."""
        return _blanks(self.text.zh)

    def pattern(self, lang: str, count: object = None) -> str:
        """Return the text with its braces, in the form that a number asks for."""
        return self.one if lang == "en" and count == 1 else self.text.get(lang)


class Messages:
    """The messages of one topic, by key.

    >>> messages("audit").say("summary", "en", count=1, verdicts="1 agree")
    '1 check: 1 agree'
    >>> messages("audit").say("sumary", "en")
    Traceback (most recent call last):
    oneplusn.errors.UnknownNameError: unknown message of 'audit' 'sumary'; did you mean summary?
    """

    def __init__(self, topic: str, entries: Mapping[str, Message]) -> None:
        self.topic = topic
        self._entries = entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> Message:
        if key not in self._entries:
            raise UnknownNameError(f"message of {self.topic!r}", key, self._entries)
        return self._entries[key]

    def say(self, key: str, lang: str, /, **values: object) -> str:
        """Return a message in a language with *values* in its blanks.

        Raises `UnknownNameError` for an unknown key or language, `MessageError` for a value
        that the message has no blank for, or a blank without a value.
        """
        message = self[key]
        if message.blanks != values.keys():
            blanks = ", ".join(sorted(message.blanks)) or "nothing"
            problem = f"takes {blanks}, not {', '.join(sorted(values)) or 'nothing'}"
            raise MessageError(self.topic, key, problem)
        return message.pattern(lang, values.get(_COUNT)).format(**values)

    def pair(self, key: str, /, **values: object) -> Bilingual:
        """Return a message in both languages, with the same *values* in each."""
        return Bilingual.of(lambda lang: self.say(key, lang, **values))


@cache
def messages(topic: str) -> Messages:
    """Return the messages of a topic; raise `UnknownNameError` where there is none of the name."""
    file = _FOLDER / f"{topic}.toml"
    if topic not in topics():
        raise UnknownNameError("topic of messages", topic, topics())
    return read_messages(topic, read_data(file))


@cache
def topics() -> tuple[str, ...]:
    """List the topics, sorted."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read_messages(topic: str, text: str) -> Messages:
    """Read the file of a topic.

    Raises `MessageError` for a message that lacks a language, is empty in one, or has other
    blanks in one than in the other.
    """
    import tomllib  # noqa: PLC0415 - slow to import, and many commands say nothing

    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MessageError(topic, "", f"is no TOML: {error}") from error
    return Messages(topic, {key: _message(topic, key, entry) for key, entry in entries.items()})


def _message(topic: str, key: str, entry: object) -> Message:
    table = entry if isinstance(entry, dict) else {}
    if unknown := table.keys() - set(LANGUAGES):
        raise MessageError(topic, key, f"has an unknown part {min(unknown)!r}")
    english = table.get("en")
    forms = english if isinstance(english, dict) else {"one": english, "other": english}
    zh = _text(topic, key, "zh", table.get("zh"))
    one, other = (_text(topic, key, "en", forms.get(number)) for number in ("one", "other"))
    if len({_blanks(text) for text in (zh, one, other)}) > 1:
        raise MessageError(topic, key, "has not the same blanks in each form")
    return Message(Bilingual(zh, other), one)


def _text(topic: str, key: str, lang: str, text: object) -> str:
    if not isinstance(text, str) or not text:
        raise MessageError(topic, key, f"has no text in {lang!r}")
    return text


@cache
def _blanks(pattern: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)
