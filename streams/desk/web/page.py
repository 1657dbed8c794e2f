"""The page: the files that were built into `assets/`, and nothing from elsewhere."""

import mimetypes
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["ASSETS", "add_page"]

ASSETS: Final = Path(__file__).parents[1] / "assets"
mimetypes.add_type("font/woff2", ".woff2")  # not in every system's list


class _Assets(StaticFiles):
    """Asked for anew each time, by ETag: after an upgrade nobody runs yesterday's script on today's answers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "max-age=604800" if path.endswith(".woff2") else "no-cache"
        return answer


def add_page(app: FastAPI) -> None:
    """One page for all views: which one stands in the query."""

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(ASSETS / "index.html", headers={"cache-control": "no-cache"})

    app.mount("/assets", _Assets(directory=ASSETS))
