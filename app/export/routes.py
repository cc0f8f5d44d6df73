"""What analytics teams take away."""

from fastapi import APIRouter

from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/export", tags=["export"], route_class=StrictRoute)
