"""hatchling's hook: a wheel carries what was learnt from its words, so that a bot starts at once."""

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from build_backend import LEARNING, outside


class LearntWords(BuildHookInterface):
    """An editable installation carries nothing: its words are there to be changed."""

    def initialize(self, version, build_data):
        if version != "standard":
            return
        self.folder = tempfile.TemporaryDirectory()
        root, data = Path(self.root), Path(self.folder.name)
        here = all(find_spec(name) for name in LEARNING)
        command = [sys.executable, "-m", "bot.knowledge", str(root / "faq"), str(data)]
        learnt = subprocess.run(command, cwd=root, env=None if here else outside(), check=False)
        files = [file for file in data.glob("learnt/*/*") if file.suffix in (".json", ".npz")]
        if learnt.returncode or not files:
            # Still a bot: it learns at its first start.
            self.app.display_warning("The words could not be learnt; the bot will learn them when it starts")
        for file in files:
            build_data["force_include"][str(file)] = f"bot/learnt/{file.name}"

    def finalize(self, version, build_data, artifact_path):
        if version == "standard":
            self.folder.cleanup()
