"""The little HTML that all page shops share."""

from html import escape


def page(title: str, body: str, *, head: str = "") -> str:
    """A whole page."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head><body>{body}</body></html>'
    )


def link(href: str, text: str) -> str:
    """A link."""
    return f'<a href="{escape(href)}">{escape(text)}</a>'


def image(url: str, text: str, *, more: str = "") -> str:
    """A picture, or nothing where there is none."""
    return f'<img src="{escape(url)}" alt="{escape(text)}" {more}>' if url else ""
