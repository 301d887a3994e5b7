"""The cache saves time and changes nothing: what comes from it is what the build makes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneplusn.graph import cache
from oneplusn.graph.cache import cache_file, cache_folder, content_key, load_quads, load_store
from oneplusn.graph.dataset import build_dataset, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from oneplusn.graph.dataset import Dataset


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give each test a cache of its own, and input that nobody edits meanwhile."""
    key = content_key()
    monkeypatch.setattr(cache, "content_key", lambda *_: key)
    chosen = tmp_path / "deep" / "cache"
    monkeypatch.setenv("ONEPLUSN_CACHE", str(chosen))
    return chosen


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> list[str]:
    """Count the builds, and let them be quick."""
    made: list[str] = []

    def build(**_: bool) -> Dataset:
        made.append("built")
        return dataset

    monkeypatch.setattr("oneplusn.graph.dataset.build_dataset", build)
    return made


def test_the_cache_gives_what_the_build_gives(
    folder: Path, builds: list[str], dataset: Dataset, store: ox.Store
) -> None:
    """Quads and store are the same when built, when read again, and without any cache."""
    assert (dataset.quads, set(store)) == (load_quads(), set(load_store()))
    assert (dataset.quads, set(store)) == (load_quads(), set(load_store()))
    assert (["built"], [cache_file(folder)]) == (builds, list(folder.iterdir()))


def test_the_context_is_kept_apart(folder: Path) -> None:
    """Each dataset has a file of its own, and what is loaded is what was asked for."""
    report, whole = build_dataset(), build_dataset(context=True)
    for _ in ("built", "read again"):
        assert (report.quads, whole.quads) == (load_quads(), load_quads(context=True))
    assert set(open_store(whole)) == set(load_store(context=True))
    assert set(report.quads) < set(whole.quads)
    files = {cache_file(folder), cache_file(folder, context=True)}
    assert files == set(folder.iterdir())


def test_without_a_cache_each_load_builds(
    monkeypatch: pytest.MonkeyPatch, builds: list[str], dataset: Dataset
) -> None:
    """``off`` writes nothing anywhere."""
    monkeypatch.setenv("ONEPLUSN_CACHE", "off")
    assert dataset.quads == load_quads() == load_quads()
    assert ["built", "built"] == builds


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _swapped(content: bytes) -> bytes:
    return content.replace(b"one-plus-n", b"two-plus-n", 1)


def _empty(_: bytes) -> bytes:
    return b""


def _longer(content: bytes) -> bytes:
    return content + b"<urn:a> <urn:b> <urn:c> .\n"


def _not_ascii(content: bytes) -> bytes:
    return b"\xff" + content


@pytest.mark.parametrize("harm", [_cut, _swapped, _empty, _longer, _not_ascii])
def test_a_harmed_cache_is_built_again(
    folder: Path, builds: list[str], dataset: Dataset, harm: Callable[[bytes], bytes]
) -> None:
    """Whatever is not byte for byte what was written is thrown away and replaced."""
    load_quads()
    file = cache_file(folder)
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert dataset.quads == load_quads()
    assert (["built", "built"], whole) == (builds, file.read_bytes())


def test_a_cache_that_cannot_be_written_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, builds: list[str], dataset: Dataset
) -> None:
    """A file where the folder should be: the answer is right all the same, and silent."""
    blocked = tmp_path / "file"
    blocked.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("ONEPLUSN_CACHE", str(blocked))
    assert dataset.quads == load_quads()
    assert (["built"], "mine") == (builds, blocked.read_text("utf-8"))


def test_nothing_is_half_written(
    monkeypatch: pytest.MonkeyPatch, folder: Path, builds: list[str], dataset: Dataset
) -> None:
    """Where the disk gives up, no file is left."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oneplusn.graph.files.Path.replace", full)
    assert dataset.quads == load_quads()
    assert (["built"], []) == (builds, list(folder.iterdir()))


def test_input_that_changes_during_the_build_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, folder: Path, builds: list[str], dataset: Dataset
) -> None:
    """Nobody knows which of the two inputs was built."""
    keys = iter(["before", "after"])
    monkeypatch.setattr(cache, "content_key", lambda *_: next(keys))
    assert dataset.quads == load_quads()
    assert (["built"], False) == (builds, folder.exists())


def test_old_datasets_are_forgotten(folder: Path, builds: list[str]) -> None:
    """A few of other versions stay; the other dataset and other people's files stay too."""
    folder.mkdir(parents=True)
    for name in ("a", "b", "c", "d", "e", "f"):
        (folder / f"dataset-{name}.nq").write_text(name, encoding="utf-8")
    (folder / "context-a.nq").write_text("a", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    load_quads()
    names = {path.name for path in folder.iterdir()}
    assert ["built"] == builds
    assert {"notes.txt", "context-a.nq", cache_file(folder).name} <= names
    assert 6 == len(names)


def test_the_key_hangs_on_every_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Content, name and place of a file, and both versions, change the key; bytecode does not."""
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / "a.rq"
    monkeypatch.setattr(cache, "files", lambda _: tmp_path)

    def key(content: str) -> str:
        file.write_text(content, encoding="utf-8")
        return content_key()

    keys = [key("a"), key("b"), key("a")]
    assert keys[0] == keys[2] != keys[1]
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert keys[0] == content_key()
    file.rename(tmp_path / "rules" / "b.rq")
    assert content_key() not in keys
    file.write_text("a", encoding="utf-8")
    (tmp_path / "rules" / "b.rq").unlink()
    for name in ("__version__",):
        monkeypatch.setattr(cache, name, "9.9.9")
        assert content_key() not in keys


def test_the_key_covers_all_data_files() -> None:
    """Text, encoding, tables, rules, ontology, schemes: each file that the build reads."""
    root = Path(cache.__file__).resolve().parent.parent
    endings = {".ttl", ".trig", ".csv", ".txt", ".rq", ".toml"}
    expected = {
        f"{part}/{path.relative_to(root / part).as_posix()}"
        for part in ("graph", "ontology")
        for path in (root / part).rglob("*")
        if path.suffix in endings
    }
    found = {name for name, _ in cache._inputs([])}  # noqa: SLF001 - the list behind the key
    assert expected
    assert set() == expected - found


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"ONEPLUSN_CACHE": "off"}, None),
        ({"ONEPLUSN_CACHE": "here"}, Path("here")),
        ({"XDG_CACHE_HOME": "/x"}, Path("/x/oneplusn")),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache" / "oneplusn"),
        ({"ONEPLUSN_CACHE": "", "XDG_CACHE_HOME": ""}, Path.home() / ".cache" / "oneplusn"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of other systems differ")
def test_the_folder_is_the_systems(environment: dict[str, str], expected: Path | None) -> None:
    """Our own variable first, then the one of the desktop; a relative one does not count."""
    assert expected == cache_folder(environment)


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder has no place for it."""

    def nowhere() -> Path:
        msg = "no home"
        raise RuntimeError(msg)

    monkeypatch.setattr(Path, "home", nowhere)
    assert cache_folder({}) is None


def test_the_first_line_is_the_checksum(folder: Path) -> None:
    """Any tool can read the file: the checksum is a comment of N-Quads."""
    load_quads()
    head, _, body = cache_file(folder).read_bytes().partition(b"\n")
    assert b"# sha256 " + hashlib.sha256(body).hexdigest().encode() == head


STANDARD = sys.stdlib_module_names
HEAVY = ("jinja2", "networkx", "owlrl", "pyshacl", "pyvis", "rdflib", "rich")


@pytest.mark.parametrize(
    "code",
    [
        "import oneplusn",
        "import oneplusn; oneplusn.load()",
        "sys.argv = ['oneplusn', 'query', 'sector-plans']; from oneplusn.cli import main; main()",
        "sys.argv = ['oneplusn', 'show', '1+N']; from oneplusn.cli import main; main()",
        "sys.argv = ['oneplusn', 'search', '碳']; from oneplusn.cli import main; main()",
    ],
)
def test_questions_import_nothing_heavy(code: str) -> None:
    """Neither the other RDF library nor anything that draws is on the way to an answer."""
    load_quads()
    told = (
        f"atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr)); {code}"
    )
    command = [sys.executable, "-c", f"import atexit, json, sys; {told}"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    loaded = json.loads(done.stderr.splitlines()[-1])
    assert [] == [name for name in HEAVY if name in loaded]


def test_the_package_alone_needs_no_store() -> None:
    """``import oneplusn`` reads no data and loads no other library."""
    code = "import sys; old = set(sys.modules); import oneplusn; print(*sorted(set(sys.modules) - old))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    loaded = {name for name in done.stdout.split() if name.partition(".")[0] not in STANDARD}
    assert {"oneplusn", "oneplusn.version"} == loaded
