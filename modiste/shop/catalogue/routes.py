"""The HTTP routes of catalogue."""

from fastapi import APIRouter

router = APIRouter(tags=["catalogue"])
