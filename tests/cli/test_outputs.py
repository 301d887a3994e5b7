"""Places that output goes to: files, links, devices, pipes, standard output, folders of a build."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneplusn.cli import main
from oneplusn.errors import OutputError
from oneplusn.graph.files import MANIFEST, unfinished, write_text, write_texts
from oneplusn.queries.output.tables import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

    from oneplusn.graph.dataset import Dataset

TO_A_FILE = (
    ("docs",),
    ("export", "--format", "sssom"),
    ("progress", "forest"),
    ("view", "--focus", "place:hainan"),
)
"""Each command that has ``--output`` for a file."""
FORMAT_COMMANDS = (
    "query laws",
    "search 碳市场",
    "stats classes --lang zh",
    "reports --lang zh",
    "progress 森林 --lang zh",
)
"""Commands that print a table in a format of choice."""


def names(folder: Path) -> list[str]:
    """List a folder."""
    return sorted(entry.name for entry in folder.iterdir())


# --- what is no regular file


@pytest.mark.parametrize("args", TO_A_FILE, ids=" ".join)
def test_each_command_writes_to_standard_output(
    run: Callable[..., Ended],
    dataset: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    args: tuple[str, ...],
) -> None:
    """``-`` has what a file would have, and no file has that name; what is said goes elsewhere."""
    if args == ("docs",):  # the others keep what is built
        monkeypatch.setattr("oneplusn.graph.dataset.build_dataset", lambda **_: dataset)
    monkeypatch.chdir(tmp_path)
    assert 0 == run(*args, "--output", "file").code
    ended = run(*args, "--output", "-")
    assert (0, ["file"]) == (ended.code, names(tmp_path))
    assert (tmp_path / "file").read_text("utf-8") == ended.out


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """A reader gets all of it, and the pipe is still one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received = list[str]()
    reader = threading.Thread(target=lambda: received.append(pipe.read_text("utf-8")))
    reader.start()
    write_text(pipe, "text" * 100_000)
    reader.join()
    assert ["text" * 100_000] == received
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_into() -> None:
    """It stays one: here it is a terminal of our own, since a fault would cost us the device."""
    ours, theirs = os.openpty()
    device = Path(os.ttyname(theirs))
    before = device.stat()
    write_text(device, "text")
    assert b"text" == os.read(ours, 100)
    after = device.stat()
    assert stat.S_ISCHR(after.st_mode)
    assert (before.st_ino, before.st_rdev, before.st_mode) == (
        after.st_ino,
        after.st_rdev,
        after.st_mode,
    )
    os.close(ours)
    os.close(theirs)


def test_a_device_in_a_folder_of_a_build_is_refused(tmp_path: Path) -> None:
    """What is written as a whole has to be files; nothing else is touched."""
    os.mkfifo(tmp_path / "b.ttl")
    with pytest.raises(OutputError, match=r"b\.ttl': it is no regular file$"):
        write_texts(tmp_path, NEW)
    assert ["b.ttl"] == names(tmp_path)


# --- links and modes


@pytest.mark.parametrize("target", ["there", "missing"])
def test_a_link_is_followed(tmp_path: Path, target: str) -> None:
    """Its target is written, or made; the link stays."""
    folder = tmp_path / "folder"
    folder.mkdir()
    goal, link = folder / target, tmp_path / "link"
    (folder / "there").write_text("old", encoding="utf-8")
    link.symlink_to(Path("folder") / target)
    write_text(link, "new")
    assert link.is_symlink()
    assert "new" == goal.read_text("utf-8")


def test_a_circle_of_links_is_one_line(tmp_path: Path) -> None:
    """There is no end to follow it to."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="Too many levels of symbolic links"):
        write_text(tmp_path / "a", "new")
    assert ["a", "b"] == names(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    """What only its owner may read stays so."""
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")
    file.chmod(mode)
    write_text(file, "new")
    assert ("new", mode) == (file.read_text("utf-8"), stat.S_IMODE(file.stat().st_mode))


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """What the umask leaves of read and write."""
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "file", "new")
    finally:
        os.umask(before)
    assert 0o640 == stat.S_IMODE((tmp_path / "file").stat().st_mode)


# --- writers that are killed

WRITER = """
import os, signal, sys
from pathlib import Path
from oneplusn.graph import files

def stop(self, _):
    os.kill(os.getpid(), signal.SIGKILL)

files.Path.replace = stop
files.write_text(Path(sys.argv[1]), "half")
"""


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    """The next one that writes the file removes it, and nothing else."""
    file = tmp_path / "a[b]*.ttl"
    for other in (".a[b]*.ttl.original", ".aXbX.ttl.12345678.part", "a[b]*.ttl.12345678.part"):
        (tmp_path / other).write_text("mine", encoding="utf-8")
    before = names(tmp_path)
    killed = subprocess.run([sys.executable, "-c", WRITER, str(file)], check=False)
    assert (-signal.SIGKILL, len(before) + 1) == (killed.returncode, len(names(tmp_path)))
    write_text(file, "whole")
    assert sorted([*before, file.name]) == names(tmp_path)
    assert "whole" == file.read_text("utf-8")


def test_what_another_is_writing_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of two writers at once neither takes the other's work; the later one is what stays."""
    file, rename = tmp_path / "file", Path.replace
    inner = [True]

    def replace(self: Path, target: Path) -> Path:
        if inner:
            inner.clear()
            write_text(file, "first")
        return rename(self, target)

    monkeypatch.setattr("oneplusn.graph.files.Path.replace", replace)
    write_text(file, "second")
    assert (["file"], "second") == (names(tmp_path), file.read_text("utf-8"))


# --- folders of a build

OLD, NEW = (
    {name: f"{age} {name}" for name in ("a.nq", "b.ttl", "c.trig")} for age in ("old", "new")
)
BUILDER = WRITER.replace("files.Path.replace = stop", "files.Path.replace = some").replace(
    "def stop(self, _):",
    """
count = int(sys.argv[2])
rename = Path.replace
def some(self, target):
    global count
    if count:
        count -= 1
        return rename(self, target)""",
).replace(
    'files.write_text(Path(sys.argv[1]), "half")',
    f"files.write_texts(Path(sys.argv[1]), {NEW!r})",
)  # fmt: skip


def texts(folder: Path) -> dict[str, str]:
    """Read the files of a build."""
    return {name: (folder / name).read_text("utf-8") for name in OLD}


def test_a_build_names_its_files(tmp_path: Path) -> None:
    """With the hashes that `sha256sum` computes; the files of others stay."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    write_texts(tmp_path, OLD)
    write_texts(tmp_path, NEW)
    assert ((), NEW) == (unfinished(tmp_path), texts(tmp_path))
    assert sorted(["mine", MANIFEST, *NEW]) == names(tmp_path)
    lines = (tmp_path / MANIFEST).read_text("utf-8").splitlines()
    assert list(NEW) == [line.partition("  ")[2] for line in lines]


@pytest.mark.parametrize("at", ["a.nq", "c.trig", MANIFEST])
def test_a_full_disk_leaves_the_last_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: str
) -> None:
    """Whichever file has no room: all are those of before, and nothing lies beside them."""
    write_texts(tmp_path, OLD)
    take_over = "oneplusn.graph.files._take_over"

    def full(beside: Path, _: object) -> None:
        if beside.name.startswith(f".{at}."):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(take_over, full)
    with pytest.raises(OutputError, match=f"cannot write .*{at}.: No space left on device"):
        write_texts(tmp_path, NEW)
    assert ((), OLD) == (unfinished(tmp_path), texts(tmp_path))
    assert sorted([MANIFEST, *OLD]) == names(tmp_path)


@pytest.mark.parametrize("renamed", range(len(NEW) + 1))
def test_a_build_that_is_killed_is_seen(
    run: Callable[..., Ended], tmp_path: Path, renamed: int
) -> None:
    """However many files have their names already; the next build mends it."""
    write_texts(tmp_path, OLD)
    killed = subprocess.run(
        [sys.executable, "-c", BUILDER, str(tmp_path), str(renamed)], check=False
    )
    assert (-signal.SIGKILL, (MANIFEST,)) == (killed.returncode, unfinished(tmp_path))
    ended = run("check", "--dataset", str(tmp_path))
    assert (1, f"{tmp_path / MANIFEST}: missing, or not as the build wrote it\n") == ended[::2]
    write_texts(tmp_path, NEW)
    assert ((), sorted([MANIFEST, *NEW])) == (unfinished(tmp_path), names(tmp_path))
    assert 0 == run("check", "--dataset", str(tmp_path)).code


@pytest.mark.parametrize("harm", ["altered", "missing", "folder"])
def test_a_file_of_another_build_is_seen(
    run: Callable[..., Ended], tmp_path: Path, harm: str
) -> None:
    """The check names it."""
    write_texts(tmp_path, OLD)
    file = tmp_path / "b.ttl"
    file.unlink()
    if harm == "altered":
        file.write_text("new", encoding="utf-8")
    if harm == "folder":
        file.mkdir()
    ended = run("check", "--dataset", str(tmp_path))
    assert (1, f"{file}: missing, or not as the build wrote it\n") == ended[::2]


# --- text for people, and data

ENCODINGS = ("gbk", "latin-1")
"""One that has Chinese and not all signs, and one that has none."""
DATA = (
    *(f"{command} --format {form}" for command in FORMAT_COMMANDS for form in ("csv", "json")),
    *(f"query laws --format {form}" for form in ("excel", "tsv")),
    "export --format examples",
    "skeleton 2.2",
    "query say-about --param words=甲烷 --explain",
)
FOR_PEOPLE = (
    "--help",
    "audit --lang zh",
    "coverage --lang zh",
    "path 海南 1+N",
    "query laws --format md --lang zh",
    "query laws --lang zh",
    "read 2.2 --lang zh",
    "reports --lang zh",
    "search 碳市场",
    "show 1+N",
    "show 没有",
    "stats",
    "why 海南 a Place",
)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, bytes, bytes]]:
    """Run a command line in this process, with channels in another encoding."""

    def ran(encoding: str, *args: str) -> tuple[int, bytes, bytes]:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["oneplusn", *args])
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding, write_through=True))
            errors = "backslashreplace"
            patch.setattr(
                sys, "stderr", io.TextIOWrapper(err, encoding, errors, write_through=True)
            )
            code = 0
            try:
                main()
            except SystemExit as stop:
                code = int(stop.code or 0)
            return code, out.getvalue(), err.getvalue()

    return ran


@pytest.mark.parametrize("line", DATA)
def test_data_are_utf8_whatever_the_channel(
    encoded: Callable[..., tuple[int, bytes, bytes]], line: str
) -> None:
    """What programs read is the same bytes everywhere."""
    expected = encoded("utf-8", *line.split())[:2]
    assert not expected[1].decode("utf-8").isascii()
    assert [expected] * len(ENCODINGS) == [encoded(e, *line.split())[:2] for e in ENCODINGS]


@pytest.mark.parametrize("line", FOR_PEOPLE)
def test_what_a_channel_cannot_write_is_replaced(
    encoded: Callable[..., tuple[int, bytes, bytes]], line: str
) -> None:
    """The exit code is what it is elsewhere, and all the rest of the text is there."""
    code, out, _ = encoded("utf-8", *line.split())
    text = out.decode("utf-8")
    expected = [(code, text.encode(encoding, "replace")) for encoding in ENCODINGS]
    assert expected == [encoded(e, *line.split())[:2] for e in ENCODINGS]


def test_every_format_is_tried() -> None:
    """A format that is added is data or for people, and stands in one of the lists."""
    lines = " ".join((*DATA, *FOR_PEOPLE))
    assert [] == [form for form in FORMATS if f"--format {form}" not in lines and form != "table"]
