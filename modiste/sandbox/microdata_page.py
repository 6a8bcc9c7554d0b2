"""A product page with microdata in its body and OpenGraph in its head; delivery stands in a sentence."""

from html import escape

from modiste.sandbox.html import image, link, page
from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, major


def render(stall: Stall, listing: Listing) -> str:
    """The page."""
    product, quote, currency = listing.product, listing.quote(stall.day), stall.shop.currency
    is_there = listing.is_available(stall.day)
    sizes = "".join(
        f'<li class="{"size" if listing.has(size, stall.day) else "size sold-out"}">{escape(size)}</li>'
        for size in listing.sizes
    )
    before = f'<del class="price-before">{_euros(quote.list_price)}</del>' if quote.list_price else ""
    gtin = f'<meta itemprop="gtin13" content="{listing.gtin}">' if listing.gtin else ""
    body = (
        f'<nav>{link("/", stall.shop.title)}</nav><div itemscope itemtype="https://schema.org/Product">'
        f'<h1 itemprop="name">{escape(listing.title)}</h1>'
        f"{image(product.image_url, listing.title, more='itemprop=image')}"
        f'<span itemprop="brand" itemscope itemtype="https://schema.org/Brand">by <span itemprop="name">'
        f"{escape(product.brand)}</span></span>"
        f'<meta itemprop="sku" content="CB{listing.number}">{gtin}'
        f'<span itemprop="color">{escape(listing.colour)}</span>'
        f'<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">{before}'
        f'<span itemprop="price" content="{major(quote.price)}">{_euros(quote.price)}</span>'
        f'<meta itemprop="priceCurrency" content="{currency}">'
        f'<link itemprop="availability" href="https://schema.org/{"InStock" if is_there else "OutOfStock"}">'
        f'</div><ul class="sizes">{sizes}</ul><p itemprop="description">{escape(product.description)}</p></div>'
        f'<footer><p class="delivery">{_delivery(stall)}</p></footer>'
    )
    return page(f"{listing.title} | {stall.shop.title}", body, head=_graph(stall, listing, is_there=is_there))


def _graph(stall: Stall, listing: Listing, *, is_there: bool) -> str:
    facts = {
        "og:type": "product",
        "og:title": listing.title,
        "og:url": f"{stall.url}/p/{listing.slug}",
        "og:image": listing.product.image_url,
        "product:price:amount": major(listing.quote(stall.day).price),
        "product:price:currency": stall.shop.currency,
        "product:availability": "instock" if is_there else "oos",
        "product:brand": listing.product.brand,
    }
    return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items() if value)


def _delivery(stall: Stall) -> str:
    rule = stall.shop.delivery
    free = f", free from {_euros(rule.free_over)}" if rule.free_over else ""
    return f"Delivery {_euros(rule.cost)}{free}. With you in {rule.days_min}–{rule.days_max} working days."


def _euros(minor: int) -> str:
    """An amount as the shop prints it: 1.299,90 €."""
    return f"{minor / 100:,.2f}".translate(str.maketrans(",.", ".,")) + " €"
