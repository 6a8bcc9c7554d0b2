"""The HTTP routes of swipes."""

from fastapi import APIRouter

router = APIRouter(tags=["swipes"])
