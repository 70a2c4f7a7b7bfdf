"""Look up known faults of every locked package; say which could not be looked up.

Exit code 1 where a fault is known. `python .ci/audit.py requirements.lock`, with pip-audit beside Python.
"""

import json
import subprocess
import sys
from pathlib import Path


def main(lock: str) -> int:
    """Print what pip-audit found for the packages of a lock."""
    command = [str(Path(sys.executable).parent / "pip-audit"), "-r", lock, "--require-hashes"]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"pip-audit: not checked: {done.stderr.strip().splitlines()[-1:]}")
        return 0
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    checked = [package for package in packages if "skip_reason" not in package]
    faults = [(package["name"], fault["id"]) for package in checked for fault in package.get("vulns", ())]
    for name, fault in faults:
        print(f"pip-audit: {name}: {fault}")
    if checked and not faults:
        print(f"pip-audit: clean: {len(checked)} packages")
    if skipped:
        print(f"pip-audit: not checked ({len(skipped)}): {', '.join(skipped)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
