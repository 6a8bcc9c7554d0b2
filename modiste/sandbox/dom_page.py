"""A product page without any markup for machines: prices, sizes and delivery only as a shopper sees them."""

from html import escape

from modiste.sandbox.html import image, link, page
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall


def render(stall: Stall, listing: Listing) -> str:
    """The page; around the price stand other amounts, as they do in life."""
    product, quote, rule = listing.product, listing.quote(stall.day), stall.shop.delivery
    is_there = listing.is_available(stall.day)
    was = f'<span class="was">Was <s>{_dollars(quote.list_price)}</s></span> ' if quote.list_price else ""
    sizes = "".join(
        f'<button class="swatch{"" if listing.has(size, stall.day) else " is-unavailable"}"'
        f"{'' if listing.has(size, stall.day) else ' disabled'}>{escape(size)}</button>"
        for size in listing.sizes
    )
    button = (
        '<p class="stock">In stock</p><button class="add">Add to bag</button>'
        if is_there
        else '<button class="add" disabled>Sold out</button>'
    )
    free = f" · Free shipping over {_dollars(rule.free_over)}" if rule.free_over else ""
    days = f"{rule.days_min}-{rule.days_max}"
    body = (
        f'<div class="bar">Members save $10 on their first order</div>{link("/", stall.shop.title)}'
        f'<div class="pdp"><div class="gallery">{image(product.image_url, listing.title)}</div><div class="info">'
        f'<div class="maker">{escape(product.brand)}</div><h1>{escape(listing.title)}</h1>'
        f'<div class="cost">{was}<span class="now">{_dollars(quote.price)}</span></div>'
        f'<div class="tone">Color: {escape(listing.colour)}</div><div class="swatches">{sizes}</div>{button}'
        f'<p class="copy">{escape(product.description)}</p><p class="no">Style no. {listing.number % 1_000_000}</p>'
        f'<p class="ship">Shipping {_dollars(rule.cost)}{free} · Arrives in {days} business days</p>'
        f'</div></div><div class="also"><h2>You may also like</h2>{_others(stall, listing)}</div>'
    )
    return page(f"{listing.title} – {stall.shop.title}", body)


def _others(stall: Stall, listing: Listing) -> str:
    """Neighbours on the shelf with their prices, which are not this product's."""
    place = stall.shelves.listings.index(listing)
    neighbours = [each for each in stall.shelves.listings[place + 1 : place + 4] if each is not listing]
    tiles = ((link(f"/p/{each.slug}", each.title), _dollars(each.quote(stall.day).price)) for each in neighbours)
    return "".join(f'<div class="tile">{name} <span>{price}</span></div>' for name, price in tiles)


def _dollars(minor: int) -> str:
    return f"${minor / 100:,.2f}"
