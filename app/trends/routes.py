"""How often which barrier was heard, over time."""

from fastapi import APIRouter

from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/trends", tags=["trends"], route_class=StrictRoute)
