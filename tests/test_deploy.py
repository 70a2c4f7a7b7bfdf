"""Docker as written works: the image's own settings, .env.example and compose laid over each other."""

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings, load
from bot.transport.webhook import PATH

ROOT = Path(__file__).parent.parent
NOWHERE = Path("/nonexistent/.env")


def steps() -> list[tuple[str, str]]:
    """(instruction, rest) of the Dockerfile, in order."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def image_environment() -> dict[str, str]:
    pairs = [pair for name, rest in steps() if name == "ENV" for pair in shlex.split(rest)]
    return dict(pair.split("=", 1) for pair in pairs)


def compose(file: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / file).read_text("utf-8"))
    return found


def started(service: dict[str, Any], env_file: str) -> Settings:
    """The settings of a container: of the image, over them those of env_file, over them compose's."""
    written = dict(re.findall(r"^([A-Z_]+)=(.*)$", env_file, re.MULTILINE))
    fixed = {name: str(value) for name, value in service["environment"].items()}
    return load({**image_environment(), **written, **fixed}, NOWHERE)


ODD = "DATA_DIR=/elsewhere\nFAQ_DIR=/nowhere\nPORT=9999\nHOST=127.0.0.1\n"


@pytest.mark.parametrize("env", [(ROOT / ".env.example").read_text("utf-8"), ODD], ids=["example", "odd"])
@pytest.mark.parametrize("file", ["compose.yaml", "deploy/compose.postgres.yaml"])
def test_whatever_env_holds_data_words_and_port_are_where_volumes_and_ports_are(file: str, env: str) -> None:
    services = compose(file)["services"]
    bots = [service for service in services.values() if service.get("env_file") == ".env"]
    assert bots
    for service in bots:
        settings = started(service, env)
        mounted = {target.split(":")[1] for target in service["volumes"]}
        assert {str(settings.data_dir), str(settings.faq_dir)} <= mounted
        assert (settings.host, settings.port) == ("0.0.0.0", 8080)
        assert all(port.endswith(":8080") for port in service.get("ports", []))


def test_every_volume_of_compose_is_declared() -> None:
    for file in ("compose.yaml", "deploy/compose.postgres.yaml"):
        whole = compose(file)
        used = {each.split(":")[0] for service in whole["services"].values() for each in service["volumes"]}
        assert {name for name in used if not name.startswith(".")} == set(whole["volumes"])
        assert all((ROOT / name).exists() for name in used if name.startswith("."))


def test_what_the_image_copies_is_in_the_build_context() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    for name, rest in steps():
        words = [word for word in rest.split() if not word.startswith("--")]
        if name == "COPY" and "--from" not in rest:
            for source in words[:-1]:
                assert (ROOT / source).exists(), source
                assert not any(fnmatch.fnmatch(source, pattern) for pattern in ignored), source


def test_the_proxies_lead_to_the_webhook() -> None:
    assert f"reverse_proxy {PATH} bot-a:8080 bot-b:8080" in (ROOT / "deploy/Caddyfile").read_text("utf-8")
    assert f"location = {PATH} " in (ROOT / "deploy/nginx.conf").read_text("utf-8")


def test_the_unit_waits_as_long_as_a_stop_takes_and_keeps_data_private() -> None:
    unit = (ROOT / "deploy/xufei.service").read_text("utf-8")
    found = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    assert int(found["TimeoutStopSec"]) >= 10
    assert (found["StateDirectoryMode"], found["UMask"]) == ("0700", "0077")
    assert found["RestartPreventExitStatus"] == "2"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_steps_of_the_dockerfile_end_in_a_bot_that_answers_at_once(tmp_path: Path) -> None:
    """Where no engine runs: each step done below a folder that stands for the root of the image."""
    image, place = tmp_path / "image", tmp_path / "image/src"
    for name, rest in steps():
        if name == "FROM" and "AS build" not in rest:
            break  # the second stage copies what the first made
        if name == "WORKDIR":
            place = image / rest.lstrip("/")
            place.mkdir(parents=True, exist_ok=True)
        elif name == "COPY":
            *sources, target = rest.split()
            for source in sources:
                _copied(ROOT / source, place / target / ("" if (ROOT / source).is_dir() else source))
        elif name == "RUN":
            moved = rest.replace("/venv", str(image / "venv")).replace("python -m", "python3 -m")
            subprocess.run(["bash", "-c", moved], cwd=place, check=True)
    environment = {**os.environ, "FAQ_DIR": str(place / "faq"), "DATA_DIR": str(tmp_path / "data")}
    asked = [str(image / "venv/bin/xufei"), "ask", "忘记密码了怎么办"]
    answer = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "密码" in answer.stdout
    # Nothing had to be learnt: neither said nor kept.
    assert answer.stderr == ""
    assert not (tmp_path / "data/learnt").exists()


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
