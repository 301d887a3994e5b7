"""The documents: their links, the paths and commands that they name, and what is made from code."""

from __future__ import annotations

import inspect
import re
import runpy
import shlex
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from generators.commands import commands, context_of, options_of
from generators.modules import module_blocks
from generators.page import fill, settle
from paths import ROOT
from write_pages import PAGES

from oneplusn.cli.data.audit import audit
from oneplusn.graph.quantities.formulas import FORMULAS
from oneplusn.graph.text.catalog import shipped_reports

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
DOCUMENTS = sorted((*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")))
NAMES = [file.relative_to(ROOT).as_posix() for file in DOCUMENTS]
# An entry of this page tells of its day, with the names that things had then.
PRESENT = [name for name in NAMES if name != "docs/decisions.md"]

_FENCE = re.compile(r"^(```+).*?^\1[ ]*$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FOLDERS = r"(?:\.ci|benchmarks|docs|graph|ontology|queries|src|tests|viz)/"
_PATH = re.compile(rf"`({_FOLDERS}[^`\s]*)`")
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")
_OPTION = re.compile(r"--[a-z][a-z-]+")


@cache
def text(file: Path) -> str:
    """Read a document."""
    return file.read_text(encoding="utf-8")


@cache
def prose(file: Path) -> str:
    """Read a document without its blocks of code."""
    return _FENCE.sub("", text(file))


@cache
def anchors(file: Path) -> frozenset[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", prose(file), re.MULTILINE):
        plain = re.sub(r"[^\w\s-]", "", heading.lower()).strip()
        slug = re.sub(r"\s", "-", plain)
        again = sum(
            one == slug or re.fullmatch(rf"{re.escape(slug)}-\d+", one) is not None for one in found
        )
        found.append(f"{slug}-{again}" if again else slug)
    return frozenset(found)


def links(file: Path) -> list[str]:
    """Return the links of a document that lead to the checkout."""
    return [link for link in _LINK.findall(prose(file)) if ":" not in link]


def is_dead(file: Path, link: str) -> bool:
    """Tell whether a link leads to no file, or to no heading of it."""
    path, _, anchor = link.partition("#")
    goal = (file.parent / path).resolve() if path else file
    if not goal.exists() or not goal.is_relative_to(ROOT):
        return True
    return bool(anchor) and anchor not in anchors(goal)


# --- links and paths


@pytest.mark.parametrize("name", NAMES)
def test_each_link_leads_somewhere(name: str) -> None:
    """A relative link has its file, and the heading that it names."""
    file = ROOT / name
    assert [] == [link for link in links(file) if is_dead(file, link)]


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    """A missing file, a missing heading and a place outside the checkout are dead."""
    assert not is_dead(ROOT / "README.md", "docs/queries.md#sector-plans")
    assert is_dead(ROOT / "README.md", "docs/queries.md#no-such-question")
    assert is_dead(ROOT / "README.md", "docs/no-such-page.md")
    assert is_dead(ROOT / "README.md", str(tmp_path))


@pytest.mark.parametrize("name", PRESENT)
def test_each_path_exists(name: str) -> None:
    """What stands in backticks and looks like a path of the checkout is one."""
    paths = set(_PATH.findall(prose(ROOT / name)))
    assert [] == sorted(path for path in paths if not matches(path))


def matches(path: str) -> bool:
    """Tell whether the checkout has a path; a word in capitals stands for any name."""
    pattern = _PLACEHOLDER.sub("*", path.rstrip("/"))
    return (ROOT / path).exists() or any(ROOT.glob(pattern))


def test_a_path_that_is_gone_is_seen() -> None:
    """Patterns match what is there and nothing else."""
    assert matches("queries/questions/TOPIC/")
    assert matches("graph/reports/*/text.txt")
    assert not matches("queries/no-such-folder/TOPIC/")
    assert ["graph/gone.py"] == _PATH.findall(
        "`graph/gone.py`, `graph:names`, graph/x, `a/graph/y`"
    )


def test_each_page_can_be_reached() -> None:
    """From the README every document is at hand, by links."""
    seen: set[Path] = set()
    rest = [ROOT / "README.md"]
    while rest:
        file = rest.pop()
        if file not in seen:
            seen.add(file)
            goals = ((file.parent / link.partition("#")[0]).resolve() for link in links(file))
            rest += [goal for goal in goals if goal.suffix == ".md"]
    assert [] == [name for name in NAMES if ROOT / name not in seen]


# --- README


def test_both_readmes_have_the_same_commands() -> None:
    """The blocks of code are the same in both languages, and so are the marks that CI reads."""
    english, chinese = text(ROOT / "README.md"), text(ROOT / "README.zh.md")
    assert [2, 5] == [len(_BLOCK.findall(english)), len(set(five_questions(english)))]
    assert _BLOCK.findall(english) == _BLOCK.findall(chinese)
    assert five_questions(english) == five_questions(chinese)
    marks = ["<!-- main-command -->", "<!-- test-command -->"]
    assert [marks, marks] == [re.findall(r"<!-- .*? -->", page) for page in (english, chinese)]


def five_questions(page: str) -> list[str]:
    """Return the commands in the table of questions."""
    return re.findall(r"\| `(oneplusn [^`]+)` \|$", page, re.MULTILINE)


def test_the_readme_is_short() -> None:
    """What it is, a picture, two commands, five questions, where to go on; the rest is in docs."""
    for name in ("README.md", "README.zh.md"):
        assert 80 >= len(text(ROOT / name).splitlines())


# --- what is made from the code


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_pages_made_from_the_code_are_up_to_date(name: str) -> None:
    """Each is what the code says now; python docs/write_pages.py writes them."""
    assert PAGES[name]() == text(DOCS / name)


def test_a_stale_page_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check writes nothing and ends with 1 where the page differs."""
    page = tmp_path / "model.md"
    page.write_text("old\n", encoding="utf-8")
    assert (1, "old\n") == (settle(page, "new\n", ["--check"]), page.read_text(encoding="utf-8"))
    assert (0, "new\n") == (settle(page, "new\n", []), page.read_text(encoding="utf-8"))
    assert 0 == settle(page, "new\n", ["--check"])
    assert "docs/model.md is stale\nup to date\n" == capsys.readouterr().out


def test_the_script_ends_with_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    """One stale page of several is enough to fail, and each is looked at."""
    script = runpy.run_path(str(DOCS / "write_pages.py"))
    names = script["main"].__globals__
    seen: list[str] = []

    def look(page: Path, made: str, arguments: list[str]) -> int:
        seen.append(f"{page.name} {made} {arguments}")
        return int(made == "stale")

    pages = {"a.md": lambda: "stale", "b.md": lambda: "right"}
    monkeypatch.setitem(names, "settle", look)
    monkeypatch.setitem(names, "PAGES", pages)
    assert 1 == script["main"](["--check"])
    assert ["a.md stale ['--check']", "b.md right ['--check']"] == seen


def test_marks_that_are_missing_are_told() -> None:
    """A block without its two marks is an error, not a page without it."""
    with pytest.raises(ValueError, match="the two marks of 'x'"):
        fill("<!-- made: x -->\n", {"x": "new\n"})
    page = "a\n<!-- made: x -->\nold\n<!-- end: x -->\nb\n"
    assert "a\n<!-- made: x -->\nnew\n<!-- end: x -->\nb\n" == fill(page, {"x": "new\n"})


def test_the_picture_has_the_layers() -> None:
    """Arrows go down the layers and never up, and each folder is drawn."""
    order = ["cli", "api", "viz", "queries", "graph", "ontology", "errors", "version"]
    picture = module_blocks()["folders"]
    assert set(order) == set(re.findall(r'\["(\w+)', picture))
    arrows = re.findall(r"m_(\w+) -->\|\d+\| m_(\w+)", picture)
    assert len(arrows) > len(order)
    assert [] == [(a, b) for a, b in arrows if order.index(a) >= order.index(b)]


# --- what is quoted from the data

# page → language of the block, file that has it
QUOTES = {
    "adding-a-question.md": ("sparql", "queries/questions/policies/sector-plans.rq"),
    "adding-a-report.md": ("toml", "graph/reports/2023/arithmetic.toml"),
    "architecture.md": ("text", "graph/reports/2023/text.txt"),
}


@pytest.mark.parametrize("name", sorted(QUOTES))
def test_what_is_quoted_is_there(name: str) -> None:
    """The first block of that language stands in the file as it does in the page."""
    language, file = QUOTES[name]
    block = dict(reversed(_BLOCK.findall(text(DOCS / name))))[language]
    assert block in (ROOT / file).read_text("utf-8")


def test_the_sentence_that_is_followed_is_the_real_one() -> None:
    """Line, encoding, label and place of the wind figure are those of the data."""
    page = text(DOCS / "architecture.md")
    report = shipped_reports()[0]
    assert "--风电新增 3763万千瓦，总装机量达到 3.65亿千瓦；" == report.text.splitlines()[155]
    assert "3.65亿千瓦" == report.clean_text[1891:1898]
    passage = next(one for one in report.passages if one.key == "2.2/p1/i1")
    assert (1871, 1899) == (passage.start, passage.end)
    assert "`2.2/p1/i1`, characters 1871 to 1899" in page
    encoding = (ROOT / "graph/reports/2023/encoding/2.2.trig").read_text("utf-8")
    lines = re.findall(r"^ +((?:quantity:wind-power-capacity-2022|opn:).*)$", page, re.MULTILINE)
    assert 7 == len(lines)
    assert "\n".join(lines) in "\n".join(line.strip() for line in encoding.splitlines())


def test_each_field_of_a_report_is_explained() -> None:
    """The tables have the entries of report.toml and its layout, and no others."""
    page = text(DOCS / "adding-a-report.md").partition("## report.toml")[2].partition("\n## ")[0]
    entries = tomllib.loads((ROOT / "graph/reports/2023/report.toml").read_text("utf-8"))
    cells = re.findall(r"^\| ([^|]*) \|", page, re.MULTILINE)
    named = {name.strip("[]") for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert {*entries, *entries["layout"]} == named


def test_each_formula_is_explained() -> None:
    """The table has the formulas that the audit knows, and no others."""
    page = text(DOCS / "adding-a-report.md").partition("The formulas:")[2]
    rows = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(FORMULAS) == sorted(rows)


def test_the_page_of_the_arithmetic_has_the_outcome() -> None:
    """Counts and intervals are those that the audit prints."""
    page = text(DOCS / "arithmetic.md")
    result = CliRunner().invoke(audit, [])
    lines = result.stdout.splitlines()
    assert f"```text\n{lines[-1]}\n```" in page
    shown = re.findall(r"\| ([\d.]+ … [\d.]+) \|$", page, re.MULTILINE)
    assert 5 == len(shown)
    assert [] == [one for one in shown if one not in result.stdout]
    differing = [line.rpartition("computed ")[2] for line in lines if line.startswith("differ")]
    assert differing == shown[: len(differing)]


def test_each_word_of_the_glossary_has_both_languages() -> None:
    """Four cells a row, none of them empty, no word twice."""
    rows = re.findall(r"^\| (.*) \|$", text(DOCS / "glossary.md"), re.MULTILINE)[2:]
    cells = [row.split(" | ") for row in rows]
    assert len(rows) > 20
    assert [] == [row for row in cells if [4, 4] != [len(row), sum(map(bool, row))]]
    assert len(cells) == len({row[0] for row in cells}) == len({row[1] for row in cells})


# --- commands


def section(name: str) -> str:
    """Return what the page of the commands says of one."""
    parts = text(DOCS / "commands.md").split("\n## ")[1:]
    return next((part for part in parts if part.startswith(f"{name}\n")), "")


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_and_option_is_documented(name: str) -> None:
    """Its section has what --help prints: each option, and an example that begins with it."""
    command = commands()[name]
    printed = set(_OPTION.findall("\n".join(option_lines(command.get_help(context_of(name))))))
    declared = {name for option in options_of(command) for name in option.opts}
    assert printed - {"--help"} == declared - {"--help", "-h"}
    assert set() == {
        option for option in printed - {"--help"} if f"`{option}`" not in section(name)
    }
    assert f"\noneplusn {name}" in section(name)


def option_lines(help_text: str) -> list[str]:
    """Return the lines of a help text in which an option begins."""
    return [line.split("  ")[1] for line in help_text.splitlines() if re.match(r"  -", line)]


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_has_an_example(name: str) -> None:
    """The docstring of a command ends with examples of it."""
    help_text = inspect.cleandoc(commands()[name].help or "")
    _, heading, examples = help_text.partition("\b\nExample")
    lines = examples.splitlines()[1:]
    assert heading
    assert lines
    assert [] == [line for line in lines if not line.strip().startswith(f"oneplusn {name}")]


def test_each_command_is_in_the_list() -> None:
    """The list at the top of the page leads to each command once."""
    head = text(DOCS / "commands.md").partition("\n## ")[0]
    assert sorted(commands()) == sorted(re.findall(r"\(#(\w+)\)", head))


@pytest.mark.parametrize("name", PRESENT)
def test_commands_that_are_shown_can_be_parsed(name: str) -> None:
    """What a document shows of `oneplusn` has commands and options that exist."""
    blocks = (block for _, block in _BLOCK.findall(text(ROOT / name)))
    inline = (complete(line) for line in re.findall(r"`(oneplusn [^`]+)`", prose(ROOT / name)))
    for line in (*(line for block in blocks for line in calls(block)), *inline):
        parse(line)


def calls(block: str) -> list[str]:
    """Return the lines of a block that call the command line, each from its name on."""
    lines = re.findall(r"^(?:\$ )?((?:\S*bin/)?oneplusn [^\n]*)$", block, re.MULTILINE)
    return [line for line in lines if line.count("'") % 2 == 0]


def complete(line: str) -> str:
    """Give a value to an option that is named at the end of a call."""
    return f"{line} VALUE" if line.rsplit(maxsplit=1)[-1].startswith("--") else line


def parse(line: str) -> None:
    """Parse a call without running it; raise `click.UsageError` for what does not exist."""
    words = shlex.split(line, comments=True)[1:]
    ends = [at for at, word in enumerate(words) if word in {">", ">>", "|", "&&"}]
    name, *arguments = words[: ends[0]] if ends else words
    if name in {"--help", "--version", "COMMAND"}:
        return
    if name not in commands():
        msg = f"no command {name!r} in {line!r}"
        raise click.UsageError(msg)
    commands()[name].make_parser(context_of(name)).parse_args(arguments)


def test_a_wrong_call_is_seen() -> None:
    """An option or a command that does not exist is no call."""
    assert ["oneplusn show 1+N"] == calls("$ oneplusn show 1+N\nno oneplusn here\n")
    parse("oneplusn query sector-plans --lang zh | head")
    with pytest.raises(click.UsageError, match="--no-such-option"):
        parse("oneplusn query --no-such-option")
    with pytest.raises(click.UsageError, match="no-such-command"):
        parse("oneplusn no-such-command")
