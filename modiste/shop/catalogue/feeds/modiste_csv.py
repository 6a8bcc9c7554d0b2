"""Our own file: a header with the field names of docs/how-to/upload-a-catalogue.md, in any order and any format.

The fallback for every file whose columns are named as people name them: the import's own synonyms are looked for.
"""

from collections.abc import Mapping, Sequence

from modiste.shop.catalogue.feeds.base import Feed

LABEL = "Modiste"
FIELDS: Mapping[str, tuple[str, ...]] = {}

# To download: the header, an item in two sizes (one id, two lines) and one without sizes.
TEMPLATE = """\
id,title,description,brand,product_type,price,sale_price,currency,color,size,quantity,image_link,\
additional_image_link,material,pattern,gtin,season,tags,status
wrap-dress,Linen wrap dress,Falls to the knee and ties at the side.,Maison Lune,Dress,89.00,,EUR,sand,S,4,\
https://example.com/wrap-front.jpg,https://example.com/wrap-back.jpg,linen,plain,,summer,linen|wedding,active
wrap-dress,Linen wrap dress,Falls to the knee and ties at the side.,Maison Lune,Dress,89.00,,EUR,sand,M,2,\
https://example.com/wrap-front.jpg,https://example.com/wrap-back.jpg,linen,plain,,summer,linen|wedding,active
wool-scarf,Wool scarf,Woven by hand.,Maison Lune,Scarf,39.00,29.00,EUR,navy,,12,\
https://example.com/scarf.jpg,,wool,striped,,winter,wool|gift,active
"""


def fits(columns: Sequence[str]) -> int:
    """Anything with columns may be ours, and nothing surely."""
    return 1 if columns else 0


def plain(feed: Feed) -> Feed:
    """The feed as it is: each row is a variant already."""
    return feed
