"""`pathnote`: serve, migrate, import, back up, people and the audit trail."""

import sys

import typer

from app.cli import audit, backups, erasing, imports, links, people, serve, vocabulary
from app.cli.say import Refusal, say_error

root = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Pathnote: field insight, captured offline."
)
root.command("serve")(serve.serve)
root.command("migrate")(serve.migrate)
root.command("backup")(backups.backup)
root.command("restore")(backups.restore)
root.command("new-epoch")(backups.new_epoch)
root.command("import")(imports.import_file)
people.app.command("invite")(links.invite)
people.app.command("reset-link")(links.reset_link)
people.app.command("link")(links.link)
root.add_typer(people.app, name="users")
root.add_typer(vocabulary.app, name="vocabulary")
root.add_typer(erasing.app, name="erase")
root.command("retention")(erasing.retention)
root.add_typer(audit.app, name="audit")


def main() -> None:
    """Run a command; what a person can put right is one line, not a traceback."""
    try:
        root()
    except Refusal as refusal:
        say_error(str(refusal))
        sys.exit(refusal.code)
