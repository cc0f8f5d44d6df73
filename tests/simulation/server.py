"""The server of a simulation: the real sync code on a real SQLite file, asked by lines of JSON on stdin.

No sockets and no HTTP layer, for speed: a request goes to the functions behind `/api/v1/sync/*` and comes back with
the status that `app.kit.handlers` would give it. What a test can do here and nowhere else: kill the process in the
middle of a transaction, hold a transaction open while others read, put an older database back.
"""

import gc
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pysqlite3
from pydantic import ValidationError
from sqlalchemy import event, select, text

from app.accounts.models import Device
from app.accounts.queries import person_card
from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import Environment, PasswordSettings, Settings
from app.entries.models import Entry, Op, Revision
from app.kit.clock import now
from app.kit.db import Database
from app.kit.group_commit import GroupCommit
from app.kit.problems import Invalid, Problem
from app.kit.tables import table
from app.lifecycle import start, stop
from app.sync import commands, queries, routes
from app.sync.schemas import OpsCheckIn, PushIn
from app.vocabulary.shipped import shipped
from tests.fixtures.databases import migrate
from tests.simulation import server_bugs

Message = dict[str, Any]
PROJECT = Path(__file__).parents[2]
PEOPLE = {
    "00000000-0000-7000-8000-00000000000a": ("msl", "sweden"),
    "00000000-0000-7000-8000-00000000000b": ("msl", "germany"),
    "00000000-0000-7000-8000-00000000000c": ("lead", None),
}


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Held:
    """A push whose transaction is open: done, not committed. `late` is of a planted bug: the work is still to do."""

    writing: AbstractContextManager[Any]
    answer: Message
    late: Callable[[], Message] | None = None


class Server:
    """One server and its data folder; `begin` makes it new."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="pathnote-simulation-", dir=shared_memory()))
        self.settings = Settings(
            environment=Environment.TEST,
            data=self.folder,
            database_url=f"sqlite:///{self.file}",
            passwords=PasswordSettings(time_cost=1, memory_kib=8, parallelism=1),
        )
        self.fuse: int | None = None
        self.held: Held | None = None
        self.finished: Message | None = None
        self.actors: dict[str, Actor] = {}
        migrate(f"sqlite:///{self.file}")
        shorten_lists()
        self.db = Database(f"sqlite:///{self.file}")
        for engine in (self.db.engine, self.db._writer_engine):
            event.listen(engine, "connect", without_waiting_for_disks)
        event.listen(self.db._writer_engine, "before_cursor_execute", self.burn)
        event.listen(self.db._writer_engine, "commit", self.burn)
        start(self.db, self.settings)
        self.add_people()
        stop(self.db, self.settings)
        shutil.copy(self.file, self.template)

    @property
    def file(self) -> Path:
        return self.folder / "pathnote.db"

    @property
    def log(self) -> Path:
        return Path(f"{self.file}-wal")

    @property
    def template(self) -> Path:
        return self.folder / "template.db"

    @property
    def backup(self) -> Path:
        return self.folder / "backup.db"

    def add_people(self) -> None:
        with self.db.write() as session:
            for number, (person, (role, region)) in enumerate(PEOPLE.items()):
                session.execute(
                    text(
                        "INSERT INTO person (id, email, name, active, all_regions, scope_version, is_demo, created_at)"
                        " VALUES (:id, :email, :name, 1, :all, 1, 0, :at)"
                    ),
                    {
                        "id": person,
                        "email": f"p{number}@test.example",
                        "name": f"P{number}",
                        "all": region is None,
                        "at": now().isoformat(),
                    },
                )
                session.execute(
                    text("INSERT INTO person_role (person_id, role) VALUES (:id, :role)"),
                    {"id": person, "role": role},
                )
                if region is not None:
                    session.execute(
                        text("INSERT INTO person_region (person_id, region) VALUES (:id, :region)"),
                        {"id": person, "region": region},
                    )

    # --- what the driver asks for, one method a line ---------------------------------------------------

    def begin(self) -> Message:
        """A new server with the same people."""
        self.drop()
        self.put_back(self.template)
        self.backup.unlink(missing_ok=True)
        (self.folder / "epoch.json").unlink(missing_ok=True)
        return self.state()

    def push(self, person: str | None, body: Message, kill: int | None = None) -> Message:
        """`POST /sync/push`; `kill` counts the statements after which the process dies."""
        self.finish()
        self.fuse = kill
        try:
            return self.answered(person, "msl", lambda actor: pushed(actor, accepted(PushIn, body), self.db))
        finally:
            self.fuse = None

    def hold(self, person: str | None, body: Message) -> Message:
        """A slow push: all is written and nothing committed. Its answer comes with `release`."""
        self.finish()
        self.finished = None
        late = server_bugs.early_stamps(self.db, 2 * len(body["ops"]), lambda: self.push(person, body))
        if late is not None:
            self.held = Held(nullcontext(), {}, late)
            return {"held": True}
        heard = self.answered(person, "msl", lambda actor: self.begin_slowly(actor, accepted(PushIn, body)))
        if self.held is None or server_bugs.planted == "an answer comes before its commit":
            return heard
        return {"held": True}

    def begin_slowly(self, actor: Actor, batch: PushIn) -> str:
        """All of a push but its commit."""
        writing = self.db.write()
        session = writing.__enter__()
        try:
            results = commands.push(session, actor, batch)
            answer = queries.push_answer(session, actor, batch.batch_id, results)
        except BaseException as error:
            writing.__exit__(type(error), error, error.__traceback__)
            raise
        self.held = Held(writing, {"status": 200, "text": answer})
        return answer

    def release(self) -> Message:
        """Commit what `hold` left open, if a kill did not undo it or another push had to wait for it."""
        self.finish()
        answer, self.finished = self.finished, None
        return answer or {"status": 0}

    def pull(self, person: str | None, cursor: str | None = None, limit: int = 200) -> Message:
        return self.answered(person, "any", lambda actor: self.pulled(actor, cursor, limit))

    def pulled(self, actor: Actor, cursor: str | None, limit: int) -> str:
        with self.db.read() as session:
            return queries.pull(session, actor, cursor, limit)

    def check(self, person: str | None, body: Message) -> Message:
        return self.answered(
            person,
            "msl",
            lambda actor: json.dumps(routes.check_ops(accepted(OpsCheckIn, body), actor, self.db)),
        )

    def digest(self, person: str | None, upto: str) -> Message:
        def work(actor: Actor) -> str:
            with self.db.read() as session:
                return json.dumps(queries.digest(session, actor, upto))

        return self.answered(person, "any", work)

    def kill(self) -> Message:
        """`kill -9` and a start: what was not committed is gone."""
        # As the files stand at this moment, before anything of the dead process can tidy up.
        for file in (self.file, self.log):
            if file.exists():
                shutil.copy(file, f"{file}.killed")
        self.drop()
        self.log.unlink(missing_ok=True)
        if (killed := Path(f"{self.log}.killed")).exists():
            killed.replace(self.log)
        self.put_back(Path(f"{self.file}.killed"), keep_log=True)
        return self.state()

    def snapshot(self) -> Message:
        """A backup, by the online backup API."""
        source, target = pysqlite3.connect(self.file), pysqlite3.connect(self.backup)
        source.backup(target)
        source.close()
        target.close()
        return {}

    def restore(self) -> Message:
        """Stop, put the backup in place of the database, start."""
        if not self.backup.exists():
            return {"restored": False}
        self.finish()
        stop(self.db, self.settings)
        self.put_back(self.backup)
        return {"restored": True, **self.state()}

    def scope(self, person: str) -> Message:
        """The person's roles or regions changed: phones have to list again."""
        self.finish()
        with self.db.write() as session:
            session.execute(
                text("UPDATE person SET scope_version = scope_version + 1 WHERE id = :id"), {"id": person}
            )
        self.actors.clear()
        return {}

    def dump(self) -> Message:
        """All that is stored, for the checks."""
        with self.db.read() as session:
            entries = [
                {
                    "id": row.id,
                    "rev": row.rev,
                    "seq": row.seq,
                    "deleted": row.deleted,
                    "author": row.author_id,
                }
                | {"copy_of": row.copy_of, "body": json.loads(row.body)}
                for row in session.execute(select(table(Entry)))
            ]
            revision = table(Revision).c
            revisions = [
                {"entry": row.entry_id, "rev": row.rev, "action": row.action, "client": row.client_id}
                | {"body": json.loads(row.body)}
                for row in session.execute(select(table(Revision)).order_by(revision.entry_id, revision.rev))
            ]
            ops = [
                {name: row[name] for name in ("op_id", "client_id", "op_no", "status", "copy_id", "entry_id")}
                for row in session.execute(select(table(Op))).mappings()
            ]
            devices = [
                {"id": row.id, "person": row.person_id} for row in session.execute(select(table(Device)))
            ]
        return {"entries": entries, "revisions": revisions, "ops": ops, "devices": devices, **self.state()}

    def modules(self) -> Message:
        """Paths of the product's and the simulation's modules that this process runs, from the project's folder."""
        files = {
            Path(found)
            for module in list(sys.modules.values())
            if (found := getattr(module, "__file__", None))
        }
        ours = [PROJECT / "app", PROJECT / "tests"]
        return {
            "files": sorted(
                str(file.relative_to(PROJECT))
                for file in files
                if any(file.is_relative_to(one) for one in ours)
            )
        }

    def plant(self, bug: str | None) -> Message:
        """Switch on one planted bug, or none."""
        server_bugs.plant(bug)
        return {}

    # --- underneath ------------------------------------------------------------------------------------

    def finish(self) -> None:
        """One transaction at a time: whoever comes next waits for the slow one."""
        held, self.held = self.held, None
        if held is None:
            return
        if held.late is not None:
            self.finished = held.late()
            return
        held.writing.__exit__(None, None, None)
        self.finished = held.answer

    def answered(self, person: str | None, role: str, work: Callable[[Actor], str]) -> Message:
        """What the HTTP layer would say: the text of a 200, or the status and body of a problem."""
        if person is None:
            return problem_message(
                401, {"type": "/problems/not-authenticated", "title": "Sign in.", "status": 401}
            )
        actor = self.actor(person)
        if role == "msl" and "msl" not in actor.roles:
            return problem_message(403, {"type": "/problems/not-allowed", "title": "No.", "status": 403})
        try:
            found = work(actor)
        except Problem as problem:
            return problem_message(problem.status, problem.to_dict())
        except Killed:
            self.kill()
            return {"killed": True}
        except Exception as error:
            if self.fuse is not None and self.fuse < 0:
                # Cleaning up after itself failed too, as it must for the dead.
                self.kill()
                return {"killed": True}
            return {"status": 500, "text": "", "error": repr(error)[:400]}
        return {"status": 200, "text": found}

    def actor(self, person: str) -> Actor:
        """The person with roles and scope as they are now."""
        if person not in self.actors:
            with self.db.read() as session:
                card = person_card(session, person)
            assert card is not None
            permissions = permissions_of(card.roles)
            self.actors[person] = Actor(
                card.id, card.email, card.name, card.roles, card.regions, permissions, card.scope_version
            )
        return self.actors[person]

    def burn(self, *_anything: Any) -> None:
        """One statement on the way to the kill."""
        if self.fuse is None:
            return
        self.fuse -= 1
        if self.fuse < 0:
            raise Killed

    def drop(self) -> None:
        """Let go of everything without a commit."""
        self.fuse = None
        if self.held is not None and self.held.late is None:
            self.fuse = 0
            with suppress(BaseException):  # even the tidying up fails, as it must for the dead
                self.held.writing.__exit__(Killed, Killed(), None)
            self.fuse = None
        self.held = self.finished = None
        self.db._group = GroupCommit(self.db._writer_engine)
        self.db.engine.dispose()
        self.db._writer_engine.dispose()

    def put_back(self, file: Path, *, keep_log: bool = False) -> None:
        """This file is the database from now on, and a server starts on it.

        It comes as another inode: whatever a dead connection still holds open is none of the new server's business.
        """
        if not keep_log:
            self.log.unlink(missing_ok=True)
        Path(f"{self.file}-shm").unlink(missing_ok=True)
        fresh = Path(f"{self.file}.fresh")
        shutil.copy(file, fresh)
        fresh.replace(self.file)
        self.actors.clear()
        start(self.db, self.settings)

    def state(self) -> Message:
        """The server's name and life, and how far the sequence has come."""
        with self.db.read() as session:
            head, server_id, epoch = session.execute(text("SELECT head, server_id, epoch FROM feed")).one()
        return {"head": head, "server_id": server_id, "epoch": epoch}


def shorten_lists() -> None:
    """Of each code list only what the simulated entries need: the lists would be most of what goes over the wire."""
    lists = shipped()["vocabularies"]
    for terms in lists.values():
        terms[:] = [term for term in terms if term["code"] in ("referral", "sweden", "germany")]


def pushed(actor: Actor, batch: PushIn, db: Database) -> str:
    """The route's own answer."""
    return bytes(routes.push(batch, actor, db).body).decode()


def accepted(schema: Any, body: Message) -> Any:
    """The body as the route's own schema takes it. Raises Invalid."""
    try:
        return schema.model_validate(body)
    except ValidationError as error:
        raise Invalid(str(error)[:400]) from None


def problem_message(status: int, body: Message) -> Message:
    return {"status": status, "problem": True, "text": json.dumps(body)}


def without_waiting_for_disks(connection: Any, _record: Any) -> None:
    """The simulation kills processes, not machines: what a power cut does is another test's business."""
    connection.execute("PRAGMA synchronous=OFF")


def shared_memory() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def serve() -> None:
    """Answer line by line until stdin ends."""
    server = Server()
    # What is there by now stays; the rest is short-lived. Some six per cent of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            answer = getattr(server, asked.pop("do"))(**asked)
            sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)


if __name__ == "__main__":
    serve()
