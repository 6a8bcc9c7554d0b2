"""A request whose body is a photo, taken as it came: what kind of picture it is, its content says."""

from typing import Annotated, Any

from fastapi import Depends, Request

KINDS = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif")
BINARY = {"schema": {"type": "string", "format": "binary"}}
# What the API's description says of it: a route that takes PhotoBytes names it as its `openapi_extra`.
PHOTO_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": dict.fromkeys(KINDS, BINARY)}}


async def photo_of(request: Request) -> bytes:
    """The whole body."""
    return await request.body()


PhotoBytes = Annotated[bytes, Depends(photo_of)]
