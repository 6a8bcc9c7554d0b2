"""What the shop writes holds pixels and nothing else, whatever stood beside them in the file that was sent."""

import io
import struct
from collections.abc import Iterator

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from modiste.vision.images import renditions
from modiste.vision.photos import read_photo
from tests.vision.files import KINDS, exif_of, picture, saved

SECRET = "taken at home"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PIXELS = {b"VP8 ", b"VP8L", b"ALPH"}
HAS_OPACITY = 0x10  # the only flag of a VP8X chunk that is no metadata and no animation (RFC 9649, 2.7.1)


def with_everything(kind: str, mode: str) -> bytes:
    """A photo with all metadata that its format takes."""
    how: dict[str, object] = {"exif": exif_of(6, SECRET), "icc_profile": PROFILE, "xmp": XMP}
    if kind == "JPEG":
        how |= {"comment": SECRET.encode()}
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", SECRET)
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        how["pnginfo"] = notes
    image = picture(1000, 700, mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    if kind == "HEIF":
        how["thumbnails"] = [128]
    return saved(image, kind, **how)


def chunks(webp: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP file, up to its very end."""
    assert webp[:4] == b"RIFF" and webp[8:12] == b"WEBP" and struct.unpack("<I", webp[4:8])[0] == len(webp) - 8
    at = 12
    while at < len(webp):
        name, size = webp[at : at + 4], struct.unpack("<I", webp[at + 4 : at + 8])[0]
        yield name, webp[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_metadata_is_left_in_any_size(kind: str, mode: str) -> None:
    content = with_everything(kind, "CMYK" if (kind, mode) == ("JPEG", "RGBA") else mode)
    assert SECRET.encode() in content and (kind != "HEIF" or b"thmb" in content), "what is sent holds it"
    made = renditions(read_photo(content))
    assert [size.width for size in made.sizes] == [320, 640]
    for size in made.sizes:
        for name, body in chunks(size.content):
            assert name in PIXELS or (name == b"VP8X" and body[0] & ~HAS_OPACITY == 0), name
        assert SECRET.encode() not in size.content and PROFILE[:64] not in size.content
        read = Image.open(io.BytesIO(size.content))
        assert not read.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "thumbnails"} & set(read.info)
