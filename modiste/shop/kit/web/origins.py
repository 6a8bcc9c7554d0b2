"""The guard of requests that a cookie speaks for: another site's page must not be able to make them."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from modiste.shop.kit.errors import Forbidden
from modiste.shop.kit.web.context import SAFE_METHODS, SettingsDep


class ForeignOrigin(Forbidden):
    """Another site's page sent this request along with our cookie."""

    title = "This request came from another site"


def refuse_foreign_origin(request: Request, settings: SettingsDep) -> None:
    """Raise ForeignOrigin when a browser says that another site's page asks; clients that are no browsers say nothing.

    Browsers send Sec-Fetch-Site (all since 2023) and Origin themselves; no script can forge either.
    """
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("origin", "")
    if origin and origin in settings.cors_origins:
        return
    site = request.headers.get("sec-fetch-site", "")
    if site:
        if site not in {"same-origin", "none"}:
            raise ForeignOrigin
        return
    if origin and urlsplit(origin).netloc not in {
        request.headers.get("host", ""),
        urlsplit(settings.public_url).netloc,
    }:
        raise ForeignOrigin


SameOrigin = Annotated[None, Depends(refuse_foreign_origin)]
