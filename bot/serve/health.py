"""`/healthz`: whether this copy does its work."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.store.database import Database


def health_route(database: Database, checks: Mapping[str, Callable[[], bool]]) -> Route:
    """200 while every check holds and the database answers, else 503; says which does not."""

    async def healthz(request: Request) -> JSONResponse:
        found = {name: check() for name, check in checks.items()} | {"database": await _answers(database)}
        status = 200 if all(found.values()) else 503
        return JSONResponse({"status": "ok" if status == 200 else "failing", **found}, status)

    return Route("/healthz", healthz)


async def _answers(database: Database) -> bool:
    try:
        async with database.reading() as connection:
            await connection.exec_driver_sql("SELECT 1")
    except Exception:  # whatever the driver raises, this copy cannot do its work
        return False
    return True
