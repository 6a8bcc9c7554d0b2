"""The HTTP routes of boutiques."""

from fastapi import APIRouter

router = APIRouter(tags=["boutiques"])
