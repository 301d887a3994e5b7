"""The command line: what it prints, how it ends, and one line for what the user can mend."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ended import Ended
from paths import ROOT
from shipped import REPORT

from oneplusn import __version__
from oneplusn.errors import EncodingError, Place
from oneplusn.graph.checks.evidence import check_passages
from oneplusn.graph.checks.figures import check_figures
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.encoding.template import encoding_template
from oneplusn.graph.export.serialize import EXPORTS, serialize
from oneplusn.graph.rdf import sort_quads, value
from oneplusn.graph.text.additions import read_translation
from oneplusn.queries.library.catalog import library

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneplusn.graph.encoding.trig import Encoding

ENDINGS = {"jsonld": "jsonld", "nquads": "nq", "trig": "trig", "turtle": "ttl"}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> Dataset:
    """Let the commands use the dataset that is already built."""
    for module in ("data.build", "data.check", "publish.export"):
        monkeypatch.setattr(f"oneplusn.cli.{module}.build_dataset", lambda *_, **__: dataset)
    return dataset


def start(*args: str, **env: str) -> subprocess.Popen[bytes]:
    """Start the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "oneplusn", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | env,
    )


# --- what works


def test_help_lists_every_command(run: Callable[..., Ended]) -> None:
    """Help names the commands and ends well."""
    ended = run("--help")
    commands = ("build", "check", "export", "query", "read", "skeleton", "view")
    assert (0, "") == (ended.code, ended.err)
    assert [] == [name for name in commands if f"\n  {name} " not in ended.out]


@pytest.mark.parametrize(
    "command", ["build", "check", "export", "query", "read", "skeleton", "view"]
)
def test_each_command_has_an_example(run: Callable[..., Ended], command: str) -> None:
    """Help of each command shows how it is called, with short and long option."""
    ended = run(command, "-h")
    assert ended == run(command, "--help")
    assert (0, "") == (ended.code, ended.err)
    assert f"\n    oneplusn {command}" in ended.out


def test_the_version_is_the_packages(run: Callable[..., Ended]) -> None:
    """Name and version, nothing more."""
    assert Ended(0, f"oneplusn, version {__version__}\n", "") == run("--version")


def test_without_a_name_the_questions_are_listed(run: Callable[..., Ended]) -> None:
    """One line a question, in the language asked for."""
    for options, summaries in (
        ((), [query.summary for query in library()]),
        (("--lang", "zh"), [query.summary_zh for query in library()]),
    ):
        ended = run("query", *options)
        assert (0, "") == (ended.code, ended.err)
        assert [] == [text for text in summaries if text not in ended.out]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("table", "category\tplan\tplan_en\t"),
        ("csv", "category_zh,category_en,plan,"),
        ("tsv", "?category_zh\t?category_en\t?plan\t"),
        ("md", "| category | plan | plan_en |"),
        ("json", "{"),
    ],
)
def test_a_question_is_answered_in_each_format(
    run: Callable[..., Ended], form: str, first: str
) -> None:
    """The answer stands on standard output; for people, notes on it on standard error."""
    ended = run("query", "sector-plans", "--format", form)
    assert (0, form in {"md", "table"}) == (ended.code, bool(ended.err))
    assert ended.out.startswith(first)
    assert "energy-carbon-peaking-plan" in ended.out


@pytest.mark.usefixtures("built")
def test_a_parameter_can_be_given_by_any_name(run: Callable[..., Ended]) -> None:
    """Prefixed name, Chinese and English label give the same answer; ``=`` may stand in a value."""
    names = ("agent:mee", "生态环境部", "Ministry of Ecology and Environment", "mee")
    answers = {run("query", "about-entity", "--param", f"entity={name}") for name in names}
    assert 1 == len(answers)
    assert 0 == answers.pop().code
    assert (0, "") == run("query", "say-about", "--param", "words=a=b", "--format", "tsv")[::2]


def test_every_format_is_built(run: Callable[..., Ended], built: Dataset, tmp_path: Path) -> None:
    """The folder is made, each file is whole, and the counts add up."""
    folder = tmp_path / "new" / "build"
    ended = run("build", "--output", str(folder))
    assert (0, "") == (ended.code, ended.err)
    beside = ("SHA256SUMS", "alignment.sssom.tsv", "oneplusn-evidence.ttl", "void.ttl")
    files = [*beside, *(f"oneplusn.{ENDINGS[form]}" for form in EXPORTS)]
    assert sorted(files) == sorted(path.name for path in folder.iterdir())
    expected = [*built.counts().items(), ("all", len(built.quads))]
    assert [[name, str(count)] for name, count in expected] == [
        line.split() for line in ended.out.splitlines()
    ]
    assert serialize(built, "nquads") == (folder / "oneplusn.nq").read_text("utf-8")


def test_the_build_keeps_away_from_that_of_the_package(
    run: Callable[..., Ended], built: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By default it writes to a folder that no packaging tool uses, and git ignores it."""
    monkeypatch.setattr("oneplusn.cli.data.build.EXPORTS", ("nquads",))
    monkeypatch.chdir(tmp_path)
    assert 0 == run("build").code
    assert ["dataset"] == [path.name for path in tmp_path.iterdir()]
    assert len(built.quads) == len(
        (tmp_path / "dataset" / "oneplusn.nq").read_text("utf-8").splitlines()
    )
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/dataset/" in ignored


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Encoding], sample: str) -> Dataset:
    """Let the export have a dataset that is written at once."""
    encoding = read(sample)
    small = Dataset(sort_quads(encoding.quads), (encoding,))
    monkeypatch.setattr("oneplusn.cli.publish.export.build_dataset", lambda **_: small)
    return small


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_an_export_goes_to_a_file_or_to_the_output(
    run: Callable[..., Ended], tiny: Dataset, tmp_path: Path, form: str
) -> None:
    """``-`` is standard output; both have the same text, and the file replaces an older one."""
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "out.rdf"
    file.write_text("old", encoding="utf-8")
    expected = serialize(tiny, form)
    assert Ended(0, expected, "") == run("export", "--format", form, "--output", "-")
    assert Ended(0, "", f"wrote {file}\n") == run("export", "--format", form, "--output", str(file))
    assert expected == file.read_text("utf-8")
    assert ["out.rdf"] == [path.name for path in folder.iterdir()]


def test_the_output_is_the_default(run: Callable[..., Ended], tiny: Dataset) -> None:
    """Without options TriG goes to standard output."""
    assert Ended(0, serialize(tiny, "trig"), "") == run("export")


def test_a_skeleton_is_written(run: Callable[..., Ended]) -> None:
    """The skeleton of a section goes to standard output."""
    assert Ended(0, encoding_template(REPORT, "2.7"), "") == run("skeleton", "2.7")


@pytest.mark.parametrize(("lang", "line"), [("en", "is a: Pilot"), ("zh", "类型: 试点")])
def test_a_section_is_read_aloud(run: Callable[..., Ended], lang: str, line: str) -> None:
    """Each sentence with its key, and what its graph says in words."""
    ended = run("read", "5.6", "--lang", lang)
    heads = [text for text in ended.out.splitlines() if text.startswith("[")]
    assert (0, "") == (ended.code, ended.err)
    translation = read_translation(REPORT)
    assert translation is not None
    english = {value(quad.subject): value(quad.object) for quad in translation.quads}
    expected = {
        "zh": [f"[{p.key}] {p.text}" for p in REPORT.passages_of("5.6")],
        "en": [
            f"[{p.key}] {english[p.iri]} [unofficial translation of: {p.text}]"
            for p in REPORT.passages_of("5.6")
        ],
    }
    assert expected[lang] == heads
    assert f"      {line}" in ended.out.splitlines()


# --- checks


def test_passed_checks_end_with_nought(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ended], built: Dataset
) -> None:
    """What was checked out of how much, nothing wrong, and the account of each section."""
    monkeypatch.setattr("oneplusn.graph.checks.run.CHECKS", (check_passages, check_figures))
    monkeypatch.setattr("oneplusn.graph.checks.run.OF_ADDITIONS", ())
    ended = run("check", "--by-section")
    lines = ended.out.splitlines()
    numerals = lines.index(next(line for line in lines if line.startswith("numerals by section")))
    assert (0, "") == (ended.code, ended.err)
    assert [] == [line for line in lines[:numerals] if not line.endswith("  ok")]
    assert [e.section for e in built.encodings] == [
        line.split()[0] for line in lines[numerals + 1 :]
    ]


def test_failed_checks_end_with_one(
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., Ended],
    read: Callable[[str], Encoding],
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
) -> None:
    """Each problem is one line on standard error with check, file, line and passage."""
    text = broken("opn:value 81", "opn:value 82")
    encodings = (read(text),)
    monkeypatch.setattr("oneplusn.cli.data.check.try_encodings", lambda _: (encodings, ()))
    monkeypatch.setattr("oneplusn.graph.checks.run.CHECKS", (check_passages, check_figures))
    monkeypatch.setattr("oneplusn.graph.checks.run.OF_ADDITIONS", ())
    ended = run("check", "--section", "5.6")
    place = f"graph/reports/2023/encoding/5.6.trig:{line_of('quantity:test-pilots a')}: 5.6/p1/s2"
    says = "the graph says '81个' = exactly 82 个, the text says '81个' = exactly 81 个"
    assert (1, f"figures: {place}: quantity:2023/test-pilots: {says}\n") == ended[::2]
    assert [
        "files    1/1  ok",
        "passages 3/367  FAILED",
        "figures  2/2  FAILED",
    ] == (ended.out.splitlines())
    everything = run("check")
    assert 1 + 35 == len(everything.err.splitlines())


def test_a_file_that_cannot_be_read_fails_the_check(
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., Ended],
    read: Callable[[str], Encoding],
    sample: str,
) -> None:
    """The other files are checked all the same."""
    error = EncodingError("not TriG: x", Place("graph/reports/2023/encoding/2.2.trig", 7))
    monkeypatch.setattr(
        "oneplusn.cli.data.check.try_encodings", lambda _: ((read(sample),), (error,))
    )
    monkeypatch.setattr("oneplusn.graph.checks.run.CHECKS", ())
    monkeypatch.setattr("oneplusn.graph.checks.run.OF_ADDITIONS", ())
    expected = Ended(
        1,
        "files 1/2  FAILED\n",
        "files: graph/reports/2023/encoding/2.2.trig:7: not TriG: x\n",
    )
    assert expected == run("check")


# --- what the user can mend


@pytest.mark.usefixtures("built", "tiny")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("query", "sector-plan"), "unknown query 'sector-plan'; did you mean sector-plans"),
        (("query", "zzz"), "unknown query 'zzz'"),
        (
            ("query", "sector-plans", "--param", "polcy=x"),
            "unknown parameter of 'sector-plans' 'polcy'; did you mean policy?",
        ),
        (("query", "laws", "--param", "report=2019"), "unknown report '2019'; loaded: 2023"),
        (
            ("query", "framework-sectors", "--param", "report=2023"),
            "'framework-sectors' is about all reports together: ",
        ),
        (
            ("query", "sector-plans", "--param", "policy"),
            "a parameter is written NAME=VALUE, not 'policy'",
        ),
        (("query", "sector-plans", "--param", "policy=qqqqqq"), "unknown entity 'qqqqqq'"),
        (("query", "sector-plans", "--param", "policy="), "unknown entity ''"),
        (
            ("query", "sector-plans", "--param", "policy=a", "--param", "policy=b"),
            "parameter 'policy' is given twice: 'a' and 'b'",
        ),
        (
            ("view", "--query", "cooperation", "--param", "x=1", "--param", "x=1"),
            "parameter 'x' is given twice: '1' and '1'",
        ),
        (("query", "--param", "policy=a"), "--param belongs to a question; name it"),
        (("query", "say-about", "--param", "words=\udcff"), "not UTF-8 at character 1"),
        (("query", "--sparql", "ASK { \udcff }"), "not UTF-8 at character 7"),
        (
            ("query", "year-overview", "--param", "year=２０２２"),
            "parameter 'year' is a year of four digits, not '２０２２'",
        ),
        (("query", "laws", "--allow-service", "http://a.org/"), "--allow-service is for SPARQL"),
        (
            (
                "query",
                "--sparql",
                "ASK {}",
                "--allow-service",
                "http://a.org/",
                "--endpoint",
                "http://a.org/",
            ),
            "--allow-service is for SPARQL",
        ),
        (
            ("query", "--sparql", "ASK {}", "--allow-service", "file:///etc/passwd"),
            "not the URL of a server: 'file:///etc/passwd'",
        ),
        (("query", "y" * 500), f"unknown query '{'y' * 80}…'"),
        (("query", "about-entity", "--param", "entity=方案"), "'方案' can mean "),
        (("query", "sector-plans", "--format", "cvs"), "unknown format 'cvs'; did you mean csv"),
        (("export", "--format", "turtel"), "unknown format 'turtel'; did you mean turtle?"),
        (
            ("export", "--output", "/nowhere/at/all.ttl"),
            "cannot write '/nowhere/at/all.ttl': No such",
        ),
        (("export", "--output", "/"), "cannot write '/': "),
        (("skeleton", "2.77"), "unknown section '2.77'; did you mean 2.7"),
        (("read", "9.9"), "unknown section '9.9'"),
        (("check", "--section", "2.77"), "unknown section '2.77'; did you mean 2.7"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(
    run: Callable[..., Ended], args: tuple[str, ...], message: str
) -> None:
    """Exit code 2, one line on standard error, nothing on standard output, no traceback."""
    ended = run(*args)
    assert (2, "") == ended[:2]
    assert ended.err.startswith(f"oneplusn: {message}")
    assert 1 == ended.err.count("\n")


@pytest.mark.parametrize(
    "args",
    [
        ("qurey",),
        ("query", "--lnag", "zh"),
        ("query", "--lang", "fr"),
        ("query", "a", "b"),
        ("read",),
        ("skeleton", "2.2", "2.3"),
        ("check", "2.2"),
        ("export", "--format"),
        ("view", "--depth", "7"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_shows_how_it_is_called(
    run: Callable[..., Ended], args: tuple[str, ...]
) -> None:
    """Unknown commands, options and choices, and too few or many arguments, end with 2."""
    ended = run(*args)
    assert (2, "") == ended[:2]
    assert ended.err.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("built")
def test_a_folder_that_is_a_file_is_refused(run: Callable[..., Ended], tmp_path: Path) -> None:
    """The build does not go over a file, and leaves it alone."""
    file = tmp_path / "build"
    file.write_text("mine", encoding="utf-8")
    expected = f"oneplusn: cannot make the folder {str(file)!r}: File exists\n"
    assert Ended(2, "", expected) == run("build", "--output", str(file))
    assert "mine" == file.read_text("utf-8")


@pytest.mark.usefixtures("tiny")
def test_nothing_is_half_written(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ended], tmp_path: Path
) -> None:
    """Where the disk gives up, the older file stays, and nothing is left beside it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "graph.ttl"
    file.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oneplusn.graph.files.Path.replace", full)
    expected = f"oneplusn: cannot write {str(file)!r}: No space left on device\n"
    assert Ended(2, "", expected) == run("export", "--format", "nquads", "--output", str(file))
    assert (["graph.ttl"], "old") == (
        [path.name for path in folder.iterdir()],
        file.read_text("utf-8"),
    )


def test_an_altered_report_is_one_line(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ended]
) -> None:
    """Data that is not as it must be ends with 1."""
    error = EncodingError(
        "the passage stands twice", Place("graph/reports/2023/encoding/2.2.trig", 7, "2.2/h")
    )

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("oneplusn.cli.publish.export.build_dataset", fail)
    assert Ended(1, "", f"oneplusn: {error}\n") == run("export")


# --- as a process of its own


def test_nothing_found_ends_with_one(run: Callable[..., Ended]) -> None:
    """The exit code arrives, however the command ends."""
    assert Ended(1, "", "no target has 'zzzz' in its name\n") == run("progress", "zzzz")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("args", [("query", "laws"), ("query",), ("show", "1+N", "--all")])
def test_a_full_disk_is_one_line(args: tuple[str, ...]) -> None:
    """Exit code 2 and no traceback where the output cannot be written."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "oneplusn", *args]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
    assert (2, b"oneplusn: No space left on device\n") == (done.returncode, done.stderr)


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("query laws --lang zh >&-", 0, ""),
        ("query --file - <&-", 2, "oneplusn: cannot read standard input: it is closed\n"),
        ("query --sparql 'ASK {}' <&-", 0, ""),
    ],
)
def test_a_closed_channel_is_no_fault(line: str, code: int, said: str) -> None:
    """Closed output is not written to, closed input not read."""
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m oneplusn {line}"],  # noqa: S607
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (code, said) == (done.returncode, done.stderr)


def test_arguments_are_read_as_utf8_whatever_the_locale() -> None:
    """Where Python takes them for ASCII too."""
    process = start("search", "甲烷", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    out, err = process.communicate()
    assert (0, True) == (process.returncode, "甲烷".encode() in out), err


def test_the_module_is_the_command() -> None:
    """``python -m oneplusn`` ends with the exit code of what happened, without a traceback."""
    process = start("skeleton", "2.77")
    out, err = process.communicate()
    assert (2, b"", 1) == (process.returncode, out, err.count(b"\n"))
    assert err.startswith(b"oneplusn: unknown section '2.77'")


@pytest.mark.parametrize(
    "args", [("export", "--format", "nquads"), ("show", "place:china", "--all"), ("check",)]
)
def test_a_closed_pipe_is_no_error(args: tuple[str, ...]) -> None:
    """A reader that has seen enough, such as ``head``, gets no complaint."""
    process = start(*args)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (0, b"") == (process.wait(), err)


def test_chinese_is_written_whatever_the_locale() -> None:
    """In the C locale the output is UTF-8 all the same."""
    process = start("skeleton", "5.6", LC_ALL="C", LANG="C")
    out, err = process.communicate()
    assert (0, b"", encoding_template(REPORT, "5.6")) == (process.returncode, err, out.decode())
