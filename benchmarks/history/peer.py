"""What the original's stack would be: FastAPI and SQLModel over the very tables that db_service made.

The same calls, the same answers, the same promises: a bearer token, an idempotency key that stores an entry once, a page
by cursor, one rating a film. Written as the handbooks of FastAPI and SQLModel have it: a session of the database for each
request from SQLAlchemy's pool, handlers that are plain functions, answers checked by their models. PEER_DATABASE is the
address, SERVICE_TOKEN the token.
"""

import hashlib
import hmac
import json
import os
import time
from datetime import datetime, timezone
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Response
from pydantic import BaseModel
from sqlalchemy import Sequence
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

OPINIONS = ["liked", "disliked", "seen", "to_watch"]
NO_CURSOR = 2**63 - 1
Text = Annotated[str, Field(min_length=1, max_length=256)]
SessionId = Annotated[str, Query(pattern="^[A-Za-z0-9_:-]{1,64}$")]


class Sessions(SQLModel, table=True):
    __tablename__ = "sessions"
    id: str = Field(primary_key=True)
    created_at: int
    settings: str | None = None


class History(SQLModel, table=True):
    __tablename__ = "history"
    id: int | None = Field(default=None, primary_key=True)
    session_id: str
    number: int
    wish: int
    film: str
    liked: str
    disliked: str
    filters: str | None = None
    recommendation: str
    index_version: str | None = None
    created_at: int
    idempotency_key: str | None = None
    body_hash: int


class Ratings(SQLModel, table=True):
    __tablename__ = "ratings"
    session_id: str = Field(primary_key=True)
    film: str = Field(primary_key=True)
    rating: int
    rated_at: int
    change: int


class EntryIn(BaseModel):
    session_id: str = Field(regex="^[A-Za-z0-9_:-]{1,64}$")
    film: Text
    liked: list[Text] = Field(default=[], max_length=20)
    disliked: list[Text] = Field(default=[], max_length=20)
    filters: dict[str, Any] | None = None
    recommendation: list[Text] = Field(max_length=500)
    index_version: str | None = None


class Entry(EntryIn):
    id: int
    created_at: str


class HistoryPage(BaseModel):
    history: list[Entry]
    next_cursor: str | None = None


class RatingIn(BaseModel):
    session_id: str = Field(regex="^[A-Za-z0-9_:-]{1,64}$")
    film: Text
    rating: str


class Stored(BaseModel):
    stored: int


class Rated(BaseModel):
    film: str
    rating: str
    rated_at: str


class RatingsPage(BaseModel):
    ratings: list[Rated]
    next_cursor: str | None = None


engine = create_engine(os.environ["PEER_DATABASE"].replace("postgresql://", "postgresql+psycopg2://"),
                       pool_size=8, max_overflow=0, pool_pre_ping=False)
next_change = Sequence("ratings_change")
token = os.environ["SERVICE_TOKEN"]
app = FastAPI()


def database():
    with Session(engine) as session:
        yield session


def check_token(authorization: Annotated[str, Header()] = ""):
    if not hmac.compare_digest(authorization, f"Bearer {token}"):
        raise HTTPException(401, "unauthorized", {"WWW-Authenticate": "Bearer"})


Database = Annotated[Session, Depends(database)]
Checked = Depends(check_token)


def now() -> int:
    return time.time_ns() // 1_000_000


def moment(milliseconds: int) -> str:
    told = datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
    return told.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def number_of(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)


def entry_of(row: History) -> Entry:
    return Entry(id=row.id, session_id=row.session_id, film=row.film, liked=json.loads(row.liked),
                 disliked=json.loads(row.disliked), filters=row.filters and json.loads(row.filters),
                 recommendation=json.loads(row.recommendation), index_version=row.index_version,
                 created_at=moment(row.created_at))


def open_session(database: Session, session_id: str, created_at: int):
    database.exec(insert(Sessions).values(id=session_id, created_at=created_at).on_conflict_do_nothing())


@app.post("/history/", status_code=201, dependencies=[Checked], response_model_exclude_none=True)
def remember(entry: EntryIn, database: Database, response: Response,
             idempotency_key: Annotated[str | None, Header()] = None) -> Entry:
    written = entry.model_dump_json()
    if idempotency_key is not None:
        found = database.exec(select(History).where(History.session_id == entry.session_id,
                                                    History.idempotency_key == idempotency_key)).first()
        if found is not None:
            if found.body_hash != number_of(written):
                raise HTTPException(422, "idempotency_key_reused")
            response.headers["Idempotency-Replayed"] = "true"
            return entry_of(found)
    created_at = now()
    open_session(database, entry.session_id, created_at)
    last = database.exec(select(History.number).where(History.session_id == entry.session_id)
                         .order_by(History.id.desc()).limit(1)).first()
    wish = json.dumps([entry.film.casefold(), sorted(entry.liked), sorted(entry.disliked), entry.filters])
    row = History(session_id=entry.session_id, number=(last or 0) + 1, wish=number_of(wish), film=entry.film,
                  liked=json.dumps(entry.liked), disliked=json.dumps(entry.disliked),
                  filters=entry.filters and json.dumps(entry.filters), recommendation=json.dumps(entry.recommendation),
                  index_version=entry.index_version, created_at=created_at, idempotency_key=idempotency_key,
                  body_hash=number_of(written))
    database.add(row)
    database.flush()
    answer = entry_of(row)
    database.commit()
    return answer


@app.get("/history/", dependencies=[Checked], response_model_exclude_none=True)
def history(session_id: SessionId, database: Database, limit: Annotated[int, Query(ge=1, le=200)] = 50,
            cursor: int = NO_CURSOR) -> HistoryPage:
    rows = database.exec(select(History).where(History.session_id == session_id, History.id < cursor)
                         .order_by(History.id.desc()).limit(limit + 1)).all()
    page = [entry_of(row) for row in rows[:limit]]
    return HistoryPage(history=page, next_cursor=str(page[-1].id) if len(rows) > limit else None)


@app.put("/ratings/", dependencies=[Checked])
def rate(one: RatingIn, database: Database) -> Stored:
    if one.rating not in OPINIONS:
        raise HTTPException(422, "bad_choice")
    rated_at = now()
    open_session(database, one.session_id, rated_at)
    row = insert(Ratings).values(session_id=one.session_id, film=one.film, rating=OPINIONS.index(one.rating),
                                 rated_at=rated_at, change=func.nextval(next_change.name))
    database.exec(row.on_conflict_do_update(index_elements=["session_id", "film"], set_={
        "rating": row.excluded.rating, "rated_at": row.excluded.rated_at, "change": row.excluded.change}))
    database.commit()
    return Stored(stored=1)


@app.get("/ratings/", dependencies=[Checked], response_model_exclude_none=True)
def ratings(session_id: SessionId, database: Database, limit: Annotated[int, Query(ge=1, le=1000)] = 200,
            cursor: int = NO_CURSOR) -> RatingsPage:
    rows = database.exec(select(Ratings).where(Ratings.session_id == session_id, Ratings.change < cursor)
                         .order_by(Ratings.change.desc()).limit(limit + 1)).all()
    page = [Rated(film=row.film, rating=OPINIONS[row.rating], rated_at=moment(row.rated_at)) for row in rows[:limit]]
    return RatingsPage(ratings=page, next_cursor=str(rows[limit - 1].change) if len(rows) > limit else None)
