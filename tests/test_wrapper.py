"""./rebato as a newcomer, an operator and a power cut meet it. No network: uv is a stand-in."""

import ast
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT, Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    checkout = Checkout(tmp_path)
    checkout.uv()
    return checkout


def test_the_first_start_sets_up_and_runs_the_program_where_the_person_stands(
    checkout: Checkout, tmp_path: Path
) -> None:
    done = checkout.run("invite", "--json", cwd=tmp_path)
    assert json.loads(done.stdout) == {
        "words": ["invite", "--json"],
        "cwd": str(tmp_path),
        "prefix": str(checkout.root / ".venv"),
        "module": "bot.cli",
    }
    assert "setting up" in done.stderr
    assert checkout.installs() == ["requirements.txt"]


def test_where_no_bytecode_may_be_written_the_set_up_compiles_the_program(checkout: Checkout) -> None:
    compiled = checkout.root / "bot" / "__pycache__"
    checkout.run("run", before="sys.dont_write_bytecode = True")
    assert [path.name.partition(".")[0] for path in compiled.iterdir()] == ["cli"]


def test_a_program_that_cannot_be_compiled_whole_is_set_up_all_the_same(checkout: Checkout) -> None:
    (checkout.root / "bot" / "broken.py").write_text("no Python at all\n")
    done = checkout.run("run", before="sys.dont_write_bytecode = True")
    assert done.returncode == 0
    assert "every start will do it again" in done.stderr


def test_a_second_start_installs_nothing_and_says_nothing(checkout: Checkout) -> None:
    checkout.run("drill")
    done = checkout.run("drill")
    assert (done.returncode, done.stderr) == (0, "")
    assert checkout.installs() == ["requirements.txt"]


def test_the_exit_code_is_the_programs(checkout: Checkout) -> None:
    assert checkout.run("fail").returncode == 7


def test_no_word_at_all_goes_to_the_program(checkout: Checkout) -> None:
    assert json.loads(checkout.run().stdout)["words"] == []


def test_it_runs_through_a_link_from_anywhere(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(checkout.root / "rebato")
    done = checkout.run("run", cwd=tmp_path, script=link)
    assert json.loads(done.stdout)["prefix"] == str(checkout.root / ".venv")


def test_a_module_of_the_same_name_where_the_person_stands_is_not_run(checkout: Checkout, tmp_path: Path) -> None:
    stray = tmp_path / "elsewhere"
    (stray / "bot").mkdir(parents=True)
    (stray / "bot" / "cli.py").write_text("print('stray')")
    assert json.loads(checkout.run("run", cwd=stray).stdout)["module"] == "bot.cli"


def test_a_changed_lock_builds_anew_from_nothing(checkout: Checkout) -> None:
    checkout.run("run")
    leftover = checkout.root / ".venv" / "leftover"
    leftover.touch()
    (checkout.root / "requirements.txt").write_text("# changed\n")
    assert checkout.run("run").returncode == 0
    assert not leftover.exists()
    assert checkout.installs() == ["requirements.txt", "requirements.txt"]


def test_the_test_tools_come_on_top_and_serve_a_run_too(checkout: Checkout) -> None:
    checkout.run("run")
    kept = checkout.root / ".venv" / "kept"
    kept.touch()
    tested = checkout.run("test", "-k", "wrapper")
    assert json.loads(tested.stdout)["words"] == ["-k", "wrapper"]
    assert json.loads(tested.stdout)["module"] == "tests.run"
    assert checkout.run("run").stderr == ""
    assert kept.exists()
    assert checkout.installs() == ["requirements.txt", "requirements-test.txt"]


def test_testing_first_installs_once(checkout: Checkout) -> None:
    checkout.run("test")
    checkout.run("run")
    assert checkout.installs() == ["requirements-test.txt"]


def test_another_python_builds_anew(checkout: Checkout) -> None:
    checkout.run("run")
    checkout.run("run", before="sys.base_prefix = '/another'")
    assert len(checkout.installs()) == 2


def test_a_python_that_is_gone_builds_anew(checkout: Checkout) -> None:
    checkout.run("run")
    python = checkout.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert checkout.run("run").returncode == 0
    assert len(checkout.installs()) == 2


def test_a_failed_install_says_what_failed_and_starts_nothing(checkout: Checkout) -> None:
    lock = checkout.root / "requirements.txt"
    lock.write_text("no requirement at all\n")
    (checkout.bin / "uv").unlink()
    checkout.borrow_pip()
    done = checkout.run("run")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Invalid requirement" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("rebato: installing requirements.txt failed")
    lock.write_text("# hashed\n")
    checkout.uv()
    assert checkout.run("run").returncode == 0


@pytest.mark.parametrize("with_uv", [False, True])
def test_no_network_is_said_in_one_line_at_the_end_and_not_in_the_installers_page(
    checkout: Checkout, with_uv: bool
) -> None:
    (checkout.root / "requirements.txt").write_text(f"nothing-of-ours==1 --hash=sha256:{'0' * 64}\n")
    (checkout.bin / "uv").unlink()
    if with_uv:
        checkout.uv("echo 'error: Failed to fetch: dns error: failed to lookup address' >&2", "exit 2")
    checkout.borrow_pip()
    away = {"PIP_INDEX_URL": "http://127.0.0.1:1/simple", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull}
    done = checkout.run("run", before=f"import os; os.environ.update({away})")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no network reaches what it needs" in done.stderr.splitlines()[-1]
    assert all(line.startswith("rebato: ") for line in done.stderr.splitlines())
    assert "127.0.0.1" not in done.stderr


@pytest.mark.usefixtures("interruptible")
@pytest.mark.timeout(180)
def test_ctrl_c_during_set_up_ends_in_one_line(checkout: Checkout) -> None:
    waiting, never = checkout.gate("waiting"), checkout.gate("never")
    checkout.uv(f"echo > {waiting}", "echo a page of complaints >&2", f"read line < {never}")
    process = checkout.start("run")
    waiting.read_text()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[1:] == ["rebato: interrupted; the next start sets up anew."]


def test_where_uv_cannot_install_pip_does(checkout: Checkout) -> None:
    checkout.uv("echo no such certificate >&2", "exit 3")
    checkout.borrow_pip()
    done = checkout.run("run")
    assert done.returncode == 0
    assert "no such certificate" in done.stderr
    assert done.stderr.splitlines()[-1] == "rebato: uv could not install it; trying pip ..."
    assert checkout.run("run").stderr == ""


def test_what_the_installer_prints_stays_out_of_the_programs_output(checkout: Checkout) -> None:
    checkout.uv("echo chatter")
    done = checkout.run("run")
    assert "chatter" not in done.stdout
    assert json.loads(done.stdout)["module"] == "bot.cli"


def test_an_interrupted_set_up_is_done_anew(checkout: Checkout) -> None:
    checkout.uv("kill -KILL $PPID")
    assert checkout.run("run").returncode == -signal.SIGKILL
    checkout.uv()
    assert checkout.run("run").returncode == 0
    assert len(checkout.installs()) == 2


def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    begun, go_on = checkout.gate("begun"), checkout.gate("go_on")
    checkout.uv(f"echo > {begun}", f"read line < {go_on}")
    first = checkout.start("one")
    begun.read_text()
    second = checkout.start("two")
    assert second.stderr is not None
    assert "waiting for another start" in second.stderr.readline()
    go_on.write_text("\n")
    assert [json.loads(each.communicate()[0])["words"] for each in (first, second)] == [["one"], ["two"]]
    assert checkout.installs() == ["requirements.txt"]


def test_an_installer_that_outlives_a_killed_start_is_waited_for(checkout: Checkout) -> None:
    go_on = checkout.gate("go_on")
    checkout.uv("kill -KILL $PPID", f"read line < {go_on}")
    killed = checkout.start("one")
    assert killed.wait() == -signal.SIGKILL
    second = checkout.start("two")
    assert second.stderr is not None
    assert "waiting for another start" in second.stderr.readline()
    checkout.uv()
    go_on.write_text("\n")
    assert json.loads(second.communicate()[0])["words"] == ["two"]
    killed.communicate()


def test_a_signal_reaches_the_program_itself(checkout: Checkout) -> None:
    (checkout.root / "bot" / "cli.py").write_text(
        "import signal, sys\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))\n"
        "print('ready', flush=True)\n"
        "signal.pause()\n"
    )
    running = checkout.start("run")
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    running.terminate()
    running.communicate()
    assert running.returncode == 9


def test_without_uv_pip_installs(checkout: Checkout) -> None:
    (checkout.bin / "uv").unlink()
    assert json.loads(checkout.run("run").stdout)["module"] == "bot.cli"
    packages = (checkout.root / ".venv").glob("lib/python*/site-packages/*")
    assert "pip" in {package.name for package in packages}


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_where_a_part_of_python_is_missing_the_one_command_is_named(checkout: Checkout, module: str) -> None:
    (checkout.bin / "uv").unlink()
    checkout.command("apt")
    done = checkout.run("run", before=f"sys.modules[{module!r}] = None")
    assert (done.returncode, done.stdout) == (2, "")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.stderr.rstrip().endswith(f"apt install python{version}-venv")
    assert len(done.stderr.splitlines()) == 1


def test_with_uv_a_missing_ensurepip_is_not_missed(checkout: Checkout) -> None:
    assert checkout.run("run", before="sys.modules['ensurepip'] = None").returncode == 0


def test_an_old_python_is_refused_in_one_line(checkout: Checkout) -> None:
    done = checkout.run("run", before="sys.version_info = (3, 10, 13)")
    assert done.returncode == 2
    assert done.stderr == "rebato: Python 3.11 or newer is needed; this one is 3.10.\n"


def test_an_old_python_can_read_the_line_that_refuses_it() -> None:
    ast.parse((ROOT / "rebato").read_text(), feature_version=(3, 7))


def test_a_folder_that_cannot_be_written_is_said_plainly(checkout: Checkout) -> None:
    (checkout.root / ".venv.lock").mkdir()
    done = checkout.run("run")
    assert done.returncode == 1
    assert done.stderr.startswith("rebato: setting up failed: ")
