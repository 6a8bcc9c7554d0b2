"""The three shops that have only web pages, and the page behind every link of the others."""

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote_plus

from aiohttp import web

from modiste.sandbox import dom_page, jsonld_page, microdata_page
from modiste.sandbox.amazon import asin_of
from modiste.sandbox.html import link, page
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall

ROBOTS = "User-agent: *\nDisallow: /cart\nDisallow: /account\nAllow: /\nSitemap: {}/sitemap.xml\n"
SHOWN = 24
Renderer = Callable[[Stall, Listing], str]
RENDERERS: Mapping[str, Renderer] = {
    "galerie-mode": jsonld_page.render,
    "casa-bruna": microdata_page.render,
    "fifth-and-dry": dom_page.render,
}


def routes(stall: Stall) -> list[web.RouteDef]:
    """A front page, a search page, and a page for each product."""
    return [
        web.get("/", partial(_front, stall)),
        web.get("/search", partial(_search, stall)),
        web.get("/p/{slug}", partial(_show, stall)),
        web.get("/robots.txt", partial(_tell_robots, stall)),
    ]


def human_routes(stall: Stall) -> list[web.RouteDef]:
    """Where the links lead that the other shops' interfaces give away."""
    return [
        web.get("/itm/{key}", partial(_show_linked, stall)),
        web.get("/dp/{key}", partial(_show_linked, stall)),
        web.get("/products/{key}", partial(_show_linked, stall)),
        web.get("/product/{key}/", partial(_show_linked, stall)),
    ]


async def _front(stall: Stall, _request: web.Request) -> web.Response:
    form = '<form action="/search"><input name="q" aria-label="Search"><button>Search</button></form>'
    return _html(page(stall.shop.title, form))


async def _search(stall: Stall, request: web.Request) -> web.Response:
    query = request.query.get("q", "")
    stall.meter.take("search")
    found = stall.shelves.search(query)[:SHOWN]
    rows = "".join(f'<li class="product">{link(f"/p/{each.slug}", each.title)}</li>' for each in found)
    canonical = f'<link rel="canonical" href="{stall.url}/search?q={quote_plus(query)}">'
    return _html(
        page(f"Search: {query}", f'<ul class="results">{rows or "<li>Nothing found</li>"}</ul>', head=canonical)
    )


async def _show(stall: Stall, request: web.Request) -> web.Response:
    stall.meter.take("product")
    listing = stall.shelves.by_slug.get(request.match_info["slug"])
    return _not_found() if listing is None else _html(RENDERERS[stall.shop.name](stall, listing))


async def _show_linked(stall: Stall, request: web.Request) -> web.Response:
    key = request.match_info["key"]
    for listing in stall.shelves.listings:
        asins = (asin_of(listing, size) for size in listing.sizes) if stall.shop.kind == "amazon" else ()
        if key in (listing.slug, str(listing.number), *asins):
            return _html(jsonld_page.render(stall, listing))
    return _not_found()


async def _tell_robots(stall: Stall, _request: web.Request) -> web.Response:
    return web.Response(text=ROBOTS.format(stall.url))


def _not_found() -> web.Response:
    return web.Response(text=page("Not found", "<p>This page is gone.</p>"), status=404, content_type="text/html")


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8")
