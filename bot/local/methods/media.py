"""Photos and documents."""

from __future__ import annotations

from ..files import DOCUMENT_LIMIT, DOWNLOAD_LIMIT, PHOTO_LIMIT, picture_size
from ..params import Params, Upload
from ..refusal import bad_request
from ..world import Json, World
from .sending import caption, post
from .target import open_chat


def send_photo(world: World, params: Params) -> Json:
    """A picture, uploaded or known by its file_id."""
    entry = _entry(world, params, "photo", PHOTO_LIMIT)
    width, height = picture_size(world.files.content(entry["file_id"]))
    size = {name: entry[name] for name in ("file_id", "file_unique_id", "file_size")}
    return post(world, params, {"photo": [size | {"width": width, "height": height}]} | caption(params))


def send_document(world: World, params: Params) -> Json:
    """A file, uploaded or known by its file_id."""
    return post(
        world, params, {"document": _entry(world, params, "document", DOCUMENT_LIMIT)} | caption(params)
    )


def get_file(world: World, params: Params) -> Json:
    """Where to download a file."""
    if not params.text("file_id"):
        raise bad_request("file_id is not specified")
    entry = world.files.get(params.text("file_id"))
    if entry["file_size"] > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {name: entry[name] for name in names} | {"file_path": f"documents/{entry['file_id']}"}


def _entry(world: World, params: Params, name: str, limit: int) -> Json:
    open_chat(world, params)
    given = params.file(name)
    if isinstance(given, Upload):
        if name == "photo":
            picture_size(given.content)
        return world.files.add(given, limit)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given.startswith(("http://", "https://")):
        # Telegram would fetch it; nothing here calls out.
        raise bad_request("failed to get HTTP URL content")
    return world.files.get(given)
