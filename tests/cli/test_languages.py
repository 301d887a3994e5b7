"""The commands on the data speak the language asked for, and English as they always did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from ended import Ended
from shipped import REPORT

from oneplusn.errors import EncodingError, Place
from oneplusn.graph.checks.evidence import check_names, check_passages
from oneplusn.graph.checks.figures import check_figures
from oneplusn.graph.checks.outcome import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneplusn.graph.dataset import Dataset
    from oneplusn.graph.encoding.trig import Encoding

_LATIN = re.compile(r"[A-Za-z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KEY = re.compile(r"\[[\w./]+\]|^box\d+|<\S+>|\bopn:\w+")
"""Keys of passages and sections, and names of things, which are the same in each language."""


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    """Let the commands use the dataset that is already built."""
    for module in ("check", "encoding"):
        monkeypatch.setattr(f"oneplusn.cli.data.{module}.build_dataset", lambda *_, **__: dataset)
    monkeypatch.setattr("oneplusn.cli.data.coverage.load_quads", lambda **_: dataset.quads)


def _english(text: str) -> list[str]:
    return _LATIN.findall(_KEY.sub("", text))


def test_audit_in_chinese(run: Callable[..., Ended]) -> None:
    """Verdicts, names, numbers and the summary; verdicts are aligned by what they take."""
    ended = run("audit", "--lang", "zh")
    *lines, summary = ended.out.splitlines()
    assert (0, [], 28) == (ended.code, _english(ended.out), len(lines))
    assert (
        "不一致   列出的四类可再生能源新增装机之和与全年可再生能源新增装机：报告为1.52亿千瓦，"
        "算得 143430000 … 143470000" == lines[0]
    )
    verdicts = {verdict for line in lines for verdict in re.findall(r"^\S+ +", line)}
    assert {"一致     ", "不一致   ", "推得     "} == verdicts
    assert "共 28 项核算：17 项一致、9 项推得、2 项不一致" == summary


def test_audit_in_english(run: Callable[..., Ended]) -> None:
    """The lines are what they were before there was a second language."""
    *lines, summary = run("audit", "--sentences").out.splitlines()
    assert (
        "differ   The four listed kinds of renewable capacity added, against the total added in "
        "the year: stated 1.52亿千瓦, computed 143430000 … 143470000" == lines[0]
    )
    assert lines[1].startswith("         [2.2/p1/s2] ")
    assert "28 checks: 17 agree, 9 derived, 2 differ" == summary


@pytest.mark.usefixtures("built")
def test_coverage_in_both_languages(run: Callable[..., Ended]) -> None:
    """The same numbers below heads of the same width, and reasons that are named."""
    zh, en = (run("coverage", "--lang", lang).out.splitlines() for lang in ("zh", "en"))
    assert "章节        段落  三元组    数字     实体 不含事实" == zh[0]
    assert "section passages triples figures entities without-fact" == en[0]
    assert [] == [word for line in zh for word in _english(line)]
    assert "0             10     135       6       21 仅标题 1、论述 2" == zh[1]
    assert "0             10     135       6       21 1 heading only, 2 rhetoric" == en[1]
    assert ("合计", "all") == (zh[-1].split()[-1], en[-1].split()[-1])
    numbers = [[re.findall(r"\d+", line[:41]) for line in lines[1:-1]] for lines in (zh, en)]
    assert numbers[0] == numbers[1]
    assert en == run("coverage").out.splitlines()


@pytest.mark.usefixtures("built")
def test_read_in_chinese(run: Callable[..., Ended]) -> None:
    """What stands around the sentences has no Latin word but those of the report itself."""
    ended = run("read", "2.2", "--lang", "zh")
    sentences = {f"[{passage.key}] {passage.text}" for passage in REPORT.passages_of("2.2")}
    lines = [line for line in ended.out.splitlines() if line not in sentences]
    own = {word for text in sentences for word in _english(text)}
    assert (0, {"VIB"}) == (ended.code, {word for line in lines for word in _english(line)} & own)
    assert [] == [word for line in lines for word in _english(line) if word not in own]
    assert "    （不含事实：仅标题）" == lines[0]
    assert any(line.startswith("      名称: ") for line in lines)


@pytest.mark.usefixtures("built")
def test_check_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ended]
) -> None:
    """Names of checks, states and the account of numerals."""
    monkeypatch.setattr("oneplusn.graph.checks.run.CHECKS", (check_passages, check_names))
    zh, en = (run("check", "--by-section", "--lang", lang) for lang in ("zh", "en"))
    assert [
        "文件         36/36  通过",
        "段落         367/367  通过",
    ] == zh.out.splitlines()[:2]
    assert [
        "files              36/36  ok",
        "passages           367/367  ok",
    ] == en.out.splitlines()[:2]
    assert "各节的数词：数字、日期、名称、序数、版式、习语、无归属" in zh.out.splitlines()
    assert [] == [word for line in zh.out.splitlines() for word in _english(line.strip())]
    assert en == run("check", "--by-section")


def test_problems_in_chinese(
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., Ended],
    read: Callable[[str], Encoding],
    broken: Callable[[str, str], str],
    line_of: Callable[[str], int],
) -> None:
    """Check and problem are said in Chinese; what a parser says stays in English."""
    error = EncodingError("not TriG: x", Place("graph/reports/2023/encoding/2.2.trig", 7))
    encodings = (read(broken("opn:value 81", "opn:value 82")),)
    monkeypatch.setattr("oneplusn.cli.data.check.try_encodings", lambda _: (encodings, (error,)))
    monkeypatch.setattr("oneplusn.graph.checks.run.CHECKS", (check_figures,))
    monkeypatch.setattr("oneplusn.graph.checks.run.OF_ADDITIONS", ())
    place = f"graph/reports/2023/encoding/5.6.trig:{line_of('quantity:test-pilots a')}: 5.6/p1/s2"
    says = "图谱为 '81个' = exactly 82 个，原文为 '81个' = exactly 81 个"
    expected = Ended(
        1,
        "文件 1/2  未通过\n数字 2/2  未通过\n",
        "文件：graph/reports/2023/encoding/2.2.trig:7: not TriG: x\n"
        f"数字：{place}: quantity:2023/test-pilots：{says}\n",
    )
    assert expected == run("check", "--lang", "zh")


def test_a_problem_is_one_in_either_language() -> None:
    """Its text in English is what it is known and compared by."""
    place = Place("f", 1)
    one = problem(place, "no-reason", thing="x:y")
    assert (Problem(place, "x:y has no reason"), "x:y 没有理由") == (one, one.chinese)
    assert ("f:1: x:y has no reason", "f:1: x:y 没有理由") == (str(one), one.say("zh"))
    assert "f:1: bad" == Problem(place, "bad").say("zh")
    assert _HAN.search(one.say("zh"))


@pytest.mark.parametrize("command", ["audit", "check", "coverage"])
def test_another_language_is_refused(run: Callable[..., Ended], command: str) -> None:
    """With the two that there are."""
    ended = run(command, "--lang", "fr")
    assert (2, "") == (ended.code, ended.out)
    assert "'fr' is not one of 'zh', 'en'" in ended.err
