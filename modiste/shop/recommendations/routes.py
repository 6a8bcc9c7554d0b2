"""The HTTP routes of recommendations."""

from fastapi import APIRouter

router = APIRouter(tags=["recommendations"])
