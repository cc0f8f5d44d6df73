"""What a browser calls itself, in the few words by which a person knows it again. Never used to decide anything."""

BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
)
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")


def browser_of(user_agent: str) -> str | None:
    """`Safari, iPhone`; None for what is no browser we know."""
    system = next((name for name in SYSTEMS if name in user_agent), None)
    if system is None:
        return None
    name = next((said for mark, said in BROWSERS if mark in user_agent), None)
    name = name or ("Safari" if "Safari" in user_agent else "Browser")
    return f"{name}, {'Mac' if system == 'Macintosh' else system}"
