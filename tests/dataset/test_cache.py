"""The cache saves time and changes nothing: what comes from it is what the build makes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zlib
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.errors import UsageError
from oneplusn.graph import cache, remembered_key
from oneplusn.graph import content_key as content
from oneplusn.graph.cache import cache_file, cache_folder, load_quads, load_store, store_folder
from oneplusn.graph.content_key import content_key
from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.rdf import named_quads
from oneplusn.graph.remembered_key import listing, recall, remember
from oneplusn.graph.store_folder import open_folder, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneplusn.graph.dataset import Dataset


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give each test a cache of its own, and input that nobody edits meanwhile."""
    key = content_key()
    monkeypatch.setattr(cache, "content_key", lambda *_: key)
    monkeypatch.setattr(cache, "listing", lambda: None)
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
    kept = {cache_file(folder), store_folder(folder)}
    assert (["built"], kept) == (builds, set(folder.iterdir()))


def test_the_context_is_kept_apart(folder: Path) -> None:
    """Each dataset has a file of its own, and what is loaded is what was asked for."""
    report, whole = build_dataset(), build_dataset(context=True)
    for _ in ("built", "read again"):
        assert (report.quads, whole.quads) == (load_quads(), load_quads(context=True))
    assert set(open_store(whole)) == set(load_store(context=True))
    assert set(report.quads) < set(whole.quads)
    kept = {
        *(cache_file(folder), cache_file(folder, context=True)),
        store_folder(folder, context=True),
    }
    assert kept == set(folder.iterdir())


def test_without_a_cache_each_load_builds(
    monkeypatch: pytest.MonkeyPatch, builds: list[str], dataset: Dataset
) -> None:
    """``off`` writes nothing anywhere."""
    monkeypatch.setenv("ONEPLUSN_CACHE", "off")
    assert dataset.quads == load_quads() == load_quads()
    assert Counter(dataset.quads) == Counter(named_quads(load_store()))
    assert ["built", "built", "built"] == builds


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
    assert Counter(dataset.quads) == Counter(named_quads(load_store()))
    assert (["built", "built"], "mine") == (builds, blocked.read_text("utf-8"))


def test_nothing_is_half_written(
    monkeypatch: pytest.MonkeyPatch, folder: Path, builds: list[str], dataset: Dataset
) -> None:
    """Where the disk gives up, no file is left."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oneplusn.graph.files.Path.replace", full)
    monkeypatch.setattr("oneplusn.graph.store_folder.Path.rename", full)
    assert dataset.quads == load_quads()
    assert Counter(dataset.quads) == Counter(named_quads(load_store()))
    assert (["built", "built"], []) == (builds, list(folder.iterdir()))


def test_input_that_changes_during_the_build_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, folder: Path, builds: list[str], dataset: Dataset
) -> None:
    """Nobody knows which of the two inputs was built."""
    keys = count()
    monkeypatch.setattr(cache, "content_key", lambda *_: str(next(keys)))
    monkeypatch.setattr(cache, "listing", lambda: None)
    assert dataset.quads == load_quads()
    assert Counter(dataset.quads) == Counter(named_quads(load_store()))
    assert (["built", "built"], False) == (builds, folder.exists())


def test_datasets_are_forgotten_by_last_use(
    monkeypatch: pytest.MonkeyPatch, folder: Path, builds: list[str]
) -> None:
    """What was used last stays as long as there is room; other people's files stay anyway."""
    monkeypatch.setattr(cache, "_ROOM", 25_000_000)
    folder.mkdir(parents=True)
    now = time.time()
    for age, name in enumerate(("dataset-a.nq", "context-b.store", "dataset-c.nq", "context-d.nq")):
        entry = folder / name
        file = entry / "data" if name.endswith(".store") else entry
        file.parent.mkdir(exist_ok=True)
        with file.open("wb") as out:
            out.truncate(8_000_000)
        os.utime(entry, (now - 60 * age, now - 60 * age))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    load_quads()
    names = {path.name for path in folder.iterdir()}
    expected = {"notes.txt", "dataset-a.nq", "context-b.store", cache_file(folder).name}
    assert (["built"], expected) == (builds, names)


def test_use_is_noted(folder: Path, builds: list[str]) -> None:
    """Reading counts as use, of the quads and of the store."""
    load_store()
    for entry in (cache_file(folder), store_folder(folder)):
        os.utime(entry, (0, 0))
    load_quads()
    load_store()
    ages = [time.time() - entry.stat().st_mtime for entry in folder.iterdir()]
    assert (["built"], True) == (builds, max(ages) < 3600)


def test_what_a_crash_left_is_removed(folder: Path, builds: list[str]) -> None:
    """A day later; what is younger may be of somebody who is still at work."""
    for name in (".dataset-a.store.x", ".context-b.store.y"):
        (folder / name / "data").mkdir(parents=True)
    os.utime(folder / ".dataset-a.store.x", (0, 0))
    load_quads()
    names = {path.name for path in folder.iterdir()}
    assert (["built"], {".context-b.store.y", cache_file(folder).name}) == (builds, names)


def test_the_key_hangs_on_every_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Content, name and place of a file, and both versions, change the key; bytecode does not."""
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / "a.rq"
    monkeypatch.setattr(content, "data_folder", lambda _: tmp_path)

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
        monkeypatch.setattr(content, name, "9.9.9")
        assert content_key() not in keys


def test_the_key_is_remembered_as_long_as_no_file_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After a change, whatever size and date the file has then, it is computed again."""
    data, folder = tmp_path / "data", tmp_path / "deep" / "cache"
    data.mkdir()
    file = data / "a.rq"
    file.write_text("a", encoding="utf-8")
    monkeypatch.setattr(remembered_key, "data_folder", lambda _: data)
    # What was changed just now may change again within the same tick of the clock.
    assert None is listing()
    monkeypatch.setattr(remembered_key, "_SETTLED", -1)
    seen = listing()
    remember(folder, "key", seen)
    assert "key" == recall(folder)
    before = file.stat()
    file.write_text("b", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert None is recall(folder)
    remember(folder, "other", seen)
    assert None is recall(folder)
    (data / "c.rq").write_text("c", encoding="utf-8")
    remember(folder, "third", listing())
    assert "third" == recall(folder)
    (kept,) = folder.iterdir()
    kept.write_bytes(b"\xff")
    assert None is recall(folder)


def test_what_is_remembered_opens_the_same_store(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: ox.Store
) -> None:
    """Without a look at the files; a harmed store is noticed all the same."""
    monkeypatch.setenv("ONEPLUSN_CACHE", str(tmp_path))
    monkeypatch.setattr(remembered_key, "_SETTLED", -1)
    assert set(store) == set(load_store())
    with monkeypatch.context() as patch:
        patch.setattr(cache, "content_key", lambda *_: "not to be asked for")
        assert set(store) == set(load_store())
    _flipped(store_folder(tmp_path) / "data")
    assert set(store) == set(load_store())


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
    found = {name for name, _ in content._inputs([])}  # noqa: SLF001 - the list behind the key
    assert expected
    assert set() == expected - found


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"ONEPLUSN_CACHE": "off", "XDG_CACHE_HOME": "/x"}, None),
        ({"ONEPLUSN_CACHE": "here"}, Path("here")),
        ({"XDG_CACHE_HOME": "/x"}, Path("/x/oneplusn")),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache" / "oneplusn"),
        ({"ONEPLUSN_CACHE": "", "XDG_CACHE_HOME": ""}, Path.home() / ".cache" / "oneplusn"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of other systems differ")
def test_the_folder_is_the_systems(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: Path | None
) -> None:
    """Our own variable first, then the one of the desktop; a relative one does not count."""
    for name in ("ONEPLUSN_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    assert expected == cache_folder()


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder has no place for it."""
    monkeypatch.setenv("ONEPLUSN_CACHE", "")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", str)
    assert cache_folder() is None


def test_the_first_line_is_the_checksum(folder: Path) -> None:
    """Any tool can read the file: the checksum is a comment of N-Quads."""
    load_quads()
    head, _, body = cache_file(folder).read_bytes().partition(b"\n")
    assert b"# sha256 " + hashlib.sha256(body).hexdigest().encode() == head


# --- the store on disk


def _shorter(data: Path) -> None:
    file = max(data.iterdir(), key=lambda file: file.stat().st_size)
    file.write_bytes(file.read_bytes()[:-1])


def _flipped(data: Path) -> None:
    file = max(data.iterdir(), key=lambda file: file.stat().st_size)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _lacking(data: Path) -> None:
    (data / "CURRENT").unlink()


def _with_more(data: Path) -> None:
    (data / "000001.sst").write_bytes(b"")


def _no_manifest(data: Path) -> None:
    (data.parent / "manifest").unlink()


def _no_text(data: Path) -> None:
    (data.parent / "manifest").write_bytes(b"\xff{")


def _of_another_format(data: Path) -> None:
    """Have a manifest that is right for a store that this pyoxigraph cannot read."""
    for file in data.iterdir():
        file.write_bytes(b"another format\n")
    lines = (
        f"{file.stat().st_size} {zlib.crc32(file.read_bytes())} {file.name}\n"
        for file in sorted(data.iterdir())
    )
    (data.parent / "manifest").write_text("".join(lines), encoding="utf-8")


HARMS = [_shorter, _flipped, _lacking, _with_more, _no_manifest, _no_text, _of_another_format]


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_store_is_written_again(
    folder: Path, builds: list[str], store: ox.Store, harm: Callable[[Path], None]
) -> None:
    """From the quads beside it, so that nothing is built twice; never a traceback."""
    load_store()
    place = store_folder(folder)
    harm(place / "data")
    assert open_folder(place) is None
    assert set(store) == set(load_store())
    assert open_folder(place) is not None
    assert {cache_file(folder), place} == set(folder.iterdir())
    assert ["built"] == builds


def test_a_store_is_only_read(folder: Path, builds: list[str]) -> None:
    """Opening changes no file of it, and nobody can change what is open."""
    load_store()
    data = store_folder(folder) / "data"
    before = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in data.iterdir()}
    opened = load_store()
    with pytest.raises((OSError, RuntimeError, ValueError)):
        opened.add(ox.Quad(*(ox.NamedNode("https://example.org/x"),) * 3))
    after = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in data.iterdir()}
    assert (["built"], before) == (builds, after)


def test_a_reader_keeps_what_it_has(folder: Path, builds: list[str], store: ox.Store) -> None:
    """Another process may take the store away, or put another one in its place."""
    load_store()
    opened = load_store()
    shutil.rmtree(store_folder(folder))
    write_folder(store_folder(folder), [ox.Quad(*(ox.NamedNode("https://example.org/x"),) * 3)])
    assert (["built"], set(store)) == (builds, set(opened))


def test_of_two_writers_the_first_stays(tmp_path: Path, dataset: Dataset) -> None:
    """Who comes later finds a whole store, and leaves nothing of its own behind."""
    place = tmp_path / "dataset-x.store"
    write_folder(place, dataset.quads)
    first = {file.name: file.stat().st_ino for file in (place / "data").iterdir()}
    write_folder(place, dataset.quads)
    assert first == {file.name: file.stat().st_ino for file in (place / "data").iterdir()}
    assert [place] == list(tmp_path.iterdir())


_AT_ONCE = """
import sys
from oneplusn.graph.cache import load_store
from oneplusn.queries.sparql.engine import ask
for _ in range(3):
    print(ask(load_store(), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value)
"""


def test_several_processes_build_and_read_at_once(tmp_path: Path, dataset: Dataset) -> None:
    """Each of them gets the whole answer, and one dataset is left."""
    environment = os.environ | {"ONEPLUSN_CACHE": str(tmp_path)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _AT_ONCE],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(3)
    ]
    said = [process.communicate() for process in started]
    expected = f"{len({quad.triple for quad in dataset.quads})}\n" * 3
    assert [(expected, "")] * 3 == said
    found = {path.suffix: path.name for path in tmp_path.iterdir()}
    assert {".nq", ".store"} == found.keys() - {".key"}
    assert len(found) == len(list(tmp_path.iterdir()))


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such mode")
def test_a_folder_that_is_only_readable_is_read(
    folder: Path, builds: list[str], store: ox.Store
) -> None:
    """An administrator may have filled the cache for everybody."""
    load_store()
    everything = [folder, *folder.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert set(store) == set(load_store())
    finally:
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert ["built"] == builds


# --- what an answer imports

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


@pytest.mark.parametrize("pattern", ["dataset-*.nq", "dataset-*.store/manifest", "input-*.key"])
def test_nobody_waits_for_a_pipe(folder: Path, builds: list[str], pattern: str) -> None:
    """In the place of a file of the cache it is one that is missing."""
    expected = len(load_store())
    load_quads()
    for file in folder.glob(pattern):
        file.unlink()
        os.mkfifo(file)
    assert expected == len(load_store())
    assert load_quads()
    assert builds


def test_a_body_that_is_no_dataset_is_built_again(folder: Path, builds: list[str]) -> None:
    """Although its checksum is right."""
    expected = load_quads()
    file = cache_file(folder)
    body = b"<http://a/> nonsense .\n"
    digest = hashlib.sha256(body).hexdigest()
    file.write_bytes(f"# sha256 {digest}\n".encode() + body)
    before = len(builds)
    assert expected == load_quads()
    assert len(builds) == before + 1
    assert expected == load_quads()
    assert len(builds) == before + 1


def test_a_folder_that_others_may_write_to_is_refused(folder: Path) -> None:
    """Anybody could have put a dataset there, checksum and all."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    with pytest.raises(UsageError, match=r"^others may write to the cache"):
        load_store()
    folder.chmod(0o755)
    assert len(load_store())
