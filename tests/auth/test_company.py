"""What the company set for its people comes with the session, and is looked at before anything starts."""

import pytest
from pydantic import ValidationError

from app.config import SafetySettings, Settings
from tests.fixtures.people import PersonClient

NOTHING = {"report_url": None, "report_phone": None, "report_hours": 24}


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings.model_copy(update={"safety": SafetySettings(**getattr(request, "param", {}))})


def test_without_a_setting_there_is_no_link(msl: PersonClient) -> None:
    assert msl.get("/api/v1/session").json()["safety"] == NOTHING


@pytest.mark.parametrize(
    "settings",
    [{"report_url": "https://safety.example/report", "report_phone": "+49 30 1234567", "report_hours": 48}],
    indirect=True,
)
def test_the_link_and_the_number_come_with_the_session(msl: PersonClient) -> None:
    assert msl.get("/api/v1/session").json()["safety"] == {
        "report_url": "https://safety.example/report",
        "report_phone": "+49 30 1234567",
        "report_hours": 48,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REPORT_URL", "javascript:alert(1)"),
        ("REPORT_URL", "http://safety.example"),
        ("REPORT_URL", "the intranet"),
        ("REPORT_PHONE", "ask Rita"),
        ("REPORT_PHONE", "+49;ext=1"),
        ("REPORT_HOURS", "0"),
    ],
)
def test_a_setting_that_would_lead_nowhere_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PATHNOTE_SAFETY__{name}", value)
    with pytest.raises(ValidationError, match=f"safety.{name.lower()}"):
        Settings()
