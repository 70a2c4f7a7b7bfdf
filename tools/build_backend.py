"""PEP 517 backend: hatchling, without a download where the environment already holds what a build needs.

README's first command installs the hashed lock and then `--no-deps .`. A build in isolation would fetch its
requirements anew and unhashed; this backend asks for none of those that the environment has, and works there.
"""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# What learns from the words: import name -> name in the lock.
LEARNING = {
    "dateutil": "python-dateutil",
    "numpy": "numpy",
    "opencc": "opencc",
    "pydantic": "pydantic",
    "pypinyin": "pypinyin",
    "rapidfuzz": "rapidfuzz",
    "scipy": "scipy",
    "tzdata": "tzdata",
    "yaml": "pyyaml",
}
ROOT = Path(__file__).parent.parent


def outside():
    """The environment of a process outside pip's isolation, which is made by PYTHONPATH alone."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def missing(*modules):
    """Which modules neither this process nor the environment around it has."""
    here = [name for name in modules if find_spec(name) is None]
    if not here:
        return []
    ask = "import sys\nfrom importlib.util import find_spec\n"
    ask += "print(*[name for name in sys.argv[1:] if find_spec(name) is None])"
    found = subprocess.run(
        [sys.executable, "-c", ask, *here], env=outside(), capture_output=True, text=True, check=True
    )
    return found.stdout.split()


def pinned(*names):
    """Requirements as the lock pins them, with their markers; unpinned where it does not."""
    lock = ROOT / "requirements.lock"
    text = lock.read_text("utf-8") if lock.is_file() else ""
    found = []
    for name in names:
        pins = re.findall(rf"^({re.escape(name)}==[^\\\n]*)", text, re.MULTILINE)
        found += [pin.strip() for pin in pins] or [name]
    return found


def get_requires_for_build_wheel(config_settings=None):
    return pinned(*missing("hatchling"), *(LEARNING[name] for name in missing(*LEARNING)))


def get_requires_for_build_editable(config_settings=None):
    return pinned(*missing("hatchling", "editables"))


get_requires_for_build_sdist = get_requires_for_build_editable


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _build("build_wheel", wheel_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return _build("build_editable", wheel_directory)


def build_sdist(sdist_directory, config_settings=None):
    return _build("build_sdist", sdist_directory)


def _build(what, folder):
    """hatchling's own hook: here, or, where only the environment around has it, in a process of that one."""
    if find_spec("hatchling"):
        import hatchling.build

        return getattr(hatchling.build, what)(folder)
    command = [sys.executable, str(Path(__file__)), what, str(Path(folder).absolute())]
    done = subprocess.run(command, env=outside(), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    print(_build(*sys.argv[1:]))
