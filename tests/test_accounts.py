"""Accounts: who may come in, how long, as whom; and what is done once though asked twice."""

import asyncio
import dataclasses
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from tortoise.expressions import F

from aixss.accounts import credentials, members, passwords, receipts, sessions, tokens
from aixss.accounts.audit import audit
from aixss.accounts.members import Viewer
from aixss.accounts.models import AuditEntry, Membership, Receipt, RefreshToken, Role, Team, User
from aixss.accounts.sessions import Session
from aixss.accounts.tokens import TokenSettings
from aixss.errors import AixssError, Forbidden, IdempotencyMismatch, Invalid, Unauthenticated
from aixss.kit import clock, db, ids

PASSWORD = "correct horse"
SETTINGS = TokenSettings(
    keys={"k1": b"1" * 32, "k0": b"0" * 32},
    current_key_id="k1",
    issuer="aixss",
    audience="aixss-tests",
)


def an_email() -> str:
    return f"{uuid4().hex}@example.com"


async def a_session() -> Session:
    return await sessions.register(SETTINGS, email=an_email(), password=PASSWORD)


def a_viewer(role: Role = Role.MEMBER) -> Viewer:
    return Viewer(ids.new(), ids.new(), role, epoch=0, expires_at=clock.now())


async def seen(session: Session) -> Viewer:
    return await members.viewer(tokens.verify(SETTINGS, session.access_token))


@pytest.fixture
async def session() -> Session:
    return await a_session()


# Credentials


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Ada@Example.COM ", "ada@example.com"),
        ("a.b+c_d@sub.example.co", "a.b+c_d@sub.example.co"),
        (f"{'a' * 64}@example.com", f"{'a' * 64}@example.com"),
        ("a@xn--fiq228c.xn--p1ai", "a@xn--fiq228c.xn--p1ai"),
    ],
)
def test_address_takes_one_form(text: str, address: str) -> None:
    assert credentials.email(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "@example.com", "a@", "a@b", "a@b..com", "a@-b.com", "a@b-.com", "a@1.2.3.4"),
        *(".a@b.com", "a.@b.com", "a..b@b.com", "a b@b.com", "a@b.com\n,c@d.com", "a\x00@b.com"),
        *("\u212a@b.com", "小明@b.com", "a@@b.com", f"{'a' * 65}@b.com", f"a@{'b.' * 130}com"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        credentials.email(text)

    assert refused.value.path == ("email",)


@pytest.mark.parametrize("text", ["", "x" * 65, "two\nlines", "nul\x00", "\ud800"])
def test_team_name_is_one_readable_line(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        credentials.team_name(text)

    assert refused.value.path == ("teamName",)


async def test_password_is_kept_as_argon2id_and_known_again() -> None:
    first, second = await passwords.hashed(PASSWORD), await passwords.hashed(PASSWORD)

    assert first.startswith("$argon2id$")
    assert first != second
    assert await passwords.matches(PASSWORD, first)
    assert not await passwords.matches(PASSWORD + " ", first)


async def test_password_is_the_same_from_every_keyboard() -> None:
    composed, decomposed = "caf\u00e9 cr\u00e8me", "cafe\u0301 cre\u0300me"

    assert await passwords.matches(decomposed, await passwords.hashed(composed))


async def test_unknown_address_costs_as_much_work_as_a_wrong_password() -> None:
    password_hash = await passwords.hashed(PASSWORD)

    start = time.process_time()
    assert not await passwords.matches("wrong one", password_hash)
    wrong_s = time.process_time() - start
    assert not await passwords.matches("wrong one", None)
    unknown_s = time.process_time() - start - wrong_s

    assert 0.1 < unknown_s / wrong_s < 10


async def test_hashing_leaves_the_loop_free() -> None:
    hashing = asyncio.ensure_future(passwords.hashed(PASSWORD))

    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 10


# Access tokens


def test_token_says_who_where_and_until_when() -> None:
    user_id, team_id, now = ids.new(), ids.new(), clock.now()

    token, expires_at = tokens.issue(SETTINGS, user_id, team_id, 7, now)
    claims = tokens.verify(SETTINGS, token)

    assert (claims.user_id, claims.team_id, claims.epoch) == (user_id, team_id, 7)
    assert claims.expires_at == expires_at == now.replace(microsecond=0) + timedelta(seconds=900)
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "kid": "k1", "typ": "JWT"}


def test_token_of_an_older_key_is_still_good() -> None:
    before = dataclasses.replace(SETTINGS, current_key_id="k0")
    token, _ = tokens.issue(before, ids.new(), ids.new(), 0, clock.now())

    assert tokens.verify(SETTINGS, token).epoch == 0


def test_token_from_a_faster_clock_is_good() -> None:
    ahead = clock.now() + timedelta(seconds=5)
    token, _ = tokens.issue(SETTINGS, ids.new(), ids.new(), 0, ahead)

    assert tokens.verify(SETTINGS, token).expires_at > ahead


def test_expired_token_asks_for_a_refresh() -> None:
    token, _ = tokens.issue(SETTINGS, ids.new(), ids.new(), 0, clock.now() - timedelta(seconds=901))

    with pytest.raises(Unauthenticated, match="expired: refresh"):
        tokens.verify(SETTINGS, token)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "another"},
        {"audience": "another"},
        {"keys": {"k1": b"2" * 32}},
        {"keys": {"k2": b"1" * 32}, "current_key_id": "k2"},
    ],
    ids=["issuer", "audience", "key", "key id"],
)
def test_token_of_another_house_is_refused(change: dict[str, Any]) -> None:
    other = dataclasses.replace(SETTINGS, **change)
    token, _ = tokens.issue(other, ids.new(), ids.new(), 0, clock.now())

    with pytest.raises(Unauthenticated, match="not valid"):
        tokens.verify(SETTINGS, token)


@pytest.mark.parametrize("missing", tokens.CLAIMS)
def test_token_without_a_claim_is_refused(missing: str) -> None:
    token, _ = tokens.issue(SETTINGS, ids.new(), ids.new(), 0, clock.now())
    said = jwt.decode(token, options={"verify_signature": False})
    del said[missing]
    signed = jwt.encode(said, SETTINGS.keys["k1"], "HS256", headers={"kid": "k1"})

    with pytest.raises(Unauthenticated):
        tokens.verify(SETTINGS, signed)


@pytest.mark.parametrize("token", ["", "a.b.c", "密码", "null"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(Unauthenticated, match="not valid"):
        tokens.verify(SETTINGS, token)


def test_unsigned_token_is_refused() -> None:
    token, _ = tokens.issue(SETTINGS, ids.new(), ids.new(), 0, clock.now())
    said = jwt.decode(token, options={"verify_signature": False})
    unsigned = jwt.encode(said, "", "none", headers={"kid": "k1"})

    with pytest.raises(Unauthenticated, match="not valid"):
        tokens.verify(SETTINGS, unsigned)


@pytest.mark.parametrize("change", [{"keys": {"k1": b"1" * 31}}, {"current_key_id": "k9"}])
def test_weak_or_missing_token_key_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="token key"):
        dataclasses.replace(SETTINGS, **change)


def test_settings_and_sessions_never_show_secrets() -> None:
    session = Session("access", "refresh", clock.now(), User(), Team(), Role.OWNER)

    assert "1111" not in repr(SETTINGS)
    assert "access'" not in repr(session)
    assert "refresh'" not in repr(session)


# Signing up and in


async def test_who_registers_owns_a_team() -> None:
    address = an_email()

    session = await sessions.register(
        SETTINGS, email=address.upper(), password=PASSWORD, name=" 小明 ", locale="en"
    )

    assert (session.user.email, session.user.name, session.user.locale) == (address, "小明", "en")
    assert (session.team.name, session.role) == ("小明", Role.OWNER)
    assert await seen(session) == Viewer(
        session.user.id, session.team.id, Role.OWNER, 0, session.expires_at
    )
    assert PASSWORD not in (await User.get(id=session.user.id)).password_hash


async def test_team_has_the_given_name_or_one_of_its_owner() -> None:
    named = await sessions.register(
        SETTINGS, email=an_email(), password=PASSWORD, team_name=" 一号工作室 "
    )
    unnamed = await a_session()

    assert named.team.name == "一号工作室"
    assert f"{unnamed.team.name}@example.com" == unnamed.user.email


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"email": "nobody"}, "email"),
        ({"password": "x" * 7}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"name": "x" * 121}, "name"),
        ({"team_name": " "}, "teamName"),
        ({"locale": "fr"}, "locale"),
    ],
)
async def test_bad_registration_names_its_field(change: dict[str, str], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        await sessions.register(SETTINGS, **{"email": an_email(), "password": PASSWORD} | change)

    assert refused.value.path == (path,)


async def test_one_of_two_registrations_of_an_address_wins() -> None:
    address, team_name = an_email(), uuid4().hex

    answers = await asyncio.gather(
        *(
            sessions.register(SETTINGS, email=text, password=PASSWORD, team_name=team_name)
            for text in (address, address.upper())
        ),
        return_exceptions=True,
    )

    refusals = [answer for answer in answers if isinstance(answer, Invalid)]
    assert [refusal.path for refusal in refusals] == [("email",)]
    assert await User.filter(email=address).count() == 1
    assert await Team.filter(name=team_name).count() == 1


async def test_login_starts_another_session(session: Session) -> None:
    again = await sessions.login(SETTINGS, email=session.user.email, password=PASSWORD)

    assert (again.user.id, again.team.id, again.role) == (
        session.user.id,
        session.team.id,
        Role.OWNER,
    )
    families = await RefreshToken.filter(user_id=session.user.id).values_list("family_id")
    assert len(set(families)) == 2


@pytest.mark.parametrize("known", [True, False], ids=["wrong password", "unknown address"])
async def test_wrong_login_does_not_say_what_was_wrong(session: Session, known: bool) -> None:
    address = session.user.email if known else an_email()

    with pytest.raises(Unauthenticated, match=r"^The address or the password is wrong\.$"):
        await sessions.login(SETTINGS, email=address, password="wrong one")


async def test_deleted_user_cannot_log_in(session: Session) -> None:
    await User.filter(id=session.user.id).update(deleted_at=clock.now())

    with pytest.raises(Unauthenticated):
        await sessions.login(SETTINGS, email=session.user.email, password=PASSWORD)


async def test_login_goes_to_the_first_team_or_the_one_asked_for(session: Session) -> None:
    second = await a_session()
    await Membership.create(user=session.user, team=second.team, role=Role.VIEWER)
    address, second_id = session.user.email, second.team.id

    first = await sessions.login(SETTINGS, email=address, password=PASSWORD)
    other = await sessions.login(SETTINGS, email=address, password=PASSWORD, team_id=second_id)

    assert (first.team.id, first.role) == (session.team.id, Role.OWNER)
    assert (other.team.id, other.role) == (second.team.id, Role.VIEWER)


async def test_login_to_a_foreign_team_is_forbidden(session: Session) -> None:
    other = await a_session()

    with pytest.raises(Forbidden):
        await sessions.login(
            SETTINGS, email=session.user.email, password=PASSWORD, team_id=other.team.id
        )


# Refreshing and signing out


async def test_refresh_gives_new_tokens_for_the_same_session(session: Session) -> None:
    renewed = await sessions.refresh(SETTINGS, session.refresh_token)

    assert renewed.refresh_token != session.refresh_token
    assert (await seen(renewed)).user_id == session.user.id
    links = await RefreshToken.filter(user_id=session.user.id).order_by("created_at")
    assert [link.used_at is None for link in links] == [False, True]
    assert links[0].family_id == links[1].family_id


async def test_refresh_token_is_not_stored(session: Session) -> None:
    link = await RefreshToken.get(user_id=session.user.id)

    assert link.token_hash == tokens.digest(session.refresh_token)
    assert len(link.token_hash) == 64


async def test_reused_refresh_token_ends_its_family_only(session: Session) -> None:
    other = await sessions.login(SETTINGS, email=session.user.email, password=PASSWORD)
    renewed = await sessions.refresh(SETTINGS, session.refresh_token)

    with pytest.raises(Unauthenticated, match="used before"):
        await sessions.refresh(SETTINGS, session.refresh_token)

    with pytest.raises(Unauthenticated, match="has ended"):
        await sessions.refresh(SETTINGS, renewed.refresh_token)
    with pytest.raises(Unauthenticated, match="access changed"):
        await seen(renewed)
    assert await seen(await sessions.refresh(SETTINGS, other.refresh_token))
    entries = await AuditEntry.filter(team_id=session.team.id).values_list("action", "target_id")
    assert entries == [("refresh_token.reused", session.user.id)]


async def test_one_of_two_concurrent_refreshes_wins(session: Session) -> None:
    answers = await asyncio.gather(
        *(sessions.refresh(SETTINGS, session.refresh_token) for _ in range(4)),
        return_exceptions=True,
    )

    assert sum(isinstance(answer, Session) for answer in answers) == 1
    assert sum(isinstance(answer, Unauthenticated) for answer in answers) == 3
    live = RefreshToken.filter(user_id=session.user.id, revoked_at__isnull=True)
    assert await live.count() == 0


async def test_refresh_beside_a_reuse_never_survives_it(session: Session) -> None:
    for _ in range(3):
        old = await sessions.login(SETTINGS, email=session.user.email, password=PASSWORD)
        new = await sessions.refresh(SETTINGS, old.refresh_token)

        await asyncio.gather(
            sessions.refresh(SETTINGS, new.refresh_token),
            sessions.refresh(SETTINGS, old.refresh_token),
            return_exceptions=True,
        )

        family = await RefreshToken.get(token_hash=tokens.digest(old.refresh_token))
        links = RefreshToken.filter(family_id=family.family_id, revoked_at__isnull=True)
        assert await links.count() == 0


async def test_expired_refresh_token_is_refused() -> None:
    short = dataclasses.replace(SETTINGS, refresh_ttl_s=0)
    session = await sessions.register(short, email=an_email(), password=PASSWORD)

    with pytest.raises(Unauthenticated, match="has ended"):
        await sessions.refresh(SETTINGS, session.refresh_token)

    assert await sessions.prune_sessions() >= 1
    assert not await RefreshToken.exists(user_id=session.user.id)


async def test_unknown_refresh_token_is_refused() -> None:
    with pytest.raises(Unauthenticated, match="has ended"):
        await sessions.refresh(SETTINGS, tokens.new_refresh_token())


async def test_logout_ends_the_session_and_its_access_tokens(session: Session) -> None:
    renewed = await sessions.refresh(SETTINGS, session.refresh_token)

    await sessions.logout(renewed.refresh_token)

    with pytest.raises(Unauthenticated, match="has ended"):
        await sessions.refresh(SETTINGS, renewed.refresh_token)
    with pytest.raises(Unauthenticated, match="access changed"):
        await seen(renewed)


async def test_second_logout_changes_nothing(session: Session) -> None:
    await sessions.logout(session.refresh_token)
    await sessions.logout(session.refresh_token)
    await sessions.logout("unknown")

    assert (await Membership.get(user_id=session.user.id)).epoch == 1


# Members


async def test_changed_epoch_asks_to_sign_in_again(session: Session) -> None:
    await Membership.filter(user_id=session.user.id).update(epoch=F("epoch") + 1)

    with pytest.raises(Unauthenticated, match="Sign in again: your access changed"):
        await seen(session)


@pytest.mark.parametrize(
    ("model", "path"),
    [(User, "memberships__team_id"), (Team, "id"), (Membership, "team_id")],
    ids=["user", "team", "membership"],
)
async def test_token_ends_with_what_it_stands_for(
    session: Session, model: type[User | Team | Membership], path: str
) -> None:
    (gone,) = await model.filter(**{path: session.team.id})
    await model.filter(id=gone.id).update(deleted_at=clock.now())

    with pytest.raises(Unauthenticated):
        await seen(session)
    with pytest.raises(Unauthenticated):
        await sessions.refresh(SETTINGS, session.refresh_token)


async def test_token_for_a_foreign_team_is_refused(session: Session) -> None:
    other = await a_session()
    token, _ = tokens.issue(SETTINGS, session.user.id, other.team.id, 0, clock.now())

    with pytest.raises(Unauthenticated):
        await members.viewer(tokens.verify(SETTINGS, token))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("needed", Role)
def test_role_covers_itself_and_what_is_below(role: Role, needed: Role) -> None:
    ladder = [Role.VIEWER, Role.MEMBER, Role.ADMIN, Role.OWNER]
    is_below = ladder.index(role) < ladder.index(needed)

    with pytest.raises(Forbidden) if is_below else nullcontext():
        members.require(a_viewer(role), needed)


# Receipts


async def asked(
    viewer: Viewer, key: str, *, operation: str = "updateScene", value: object = 1
) -> dict[str, Any]:
    """A mutation that counts itself: its answer is new each time that it is really done."""

    async def work(tx: db.Tx) -> dict[str, Any]:
        payload = {"id": UUID(int=1), "patch": {"value": value}}
        if (done := await receipts.claim_receipt(tx, viewer, key, operation, payload)) is not None:
            return done
        answer = {"id": str(ids.new())}
        await receipts.finish_receipt(tx, viewer, key, answer)
        return answer

    return await db.brief(work)


async def test_same_key_is_answered_the_same() -> None:
    viewer = a_viewer()

    first, again, other = [await asked(viewer, key) for key in ("a", "a", "b")]

    assert first == again
    assert first != other


async def test_key_belongs_to_one_person_in_one_team() -> None:
    viewer = a_viewer()
    colleague = dataclasses.replace(viewer, user_id=ids.new())
    elsewhere = dataclasses.replace(viewer, team_id=ids.new())

    answers = [await asked(who, "a") for who in (viewer, colleague, elsewhere)]

    assert len({answer["id"] for answer in answers}) == 3


@pytest.mark.parametrize("change", [{"value": 2}, {"operation": "updateEpisode"}])
async def test_same_key_with_another_input_is_refused(change: dict[str, Any]) -> None:
    viewer = a_viewer()
    first = await asked(viewer, "a")

    with pytest.raises(IdempotencyMismatch):
        await asked(viewer, "a", **change)

    assert await asked(viewer, "a") == first


async def test_order_of_keys_is_no_other_input() -> None:
    viewer = a_viewer()

    first = await asked(viewer, "a", value={"x": 1, "y": 2})

    assert await asked(viewer, "a", value={"y": 2, "x": 1}) == first


async def test_refused_request_stores_nothing() -> None:
    viewer = a_viewer()

    async def refused(tx: db.Tx) -> None:
        await receipts.claim_receipt(tx, viewer, "a", "updateScene", {})
        raise Forbidden

    with pytest.raises(Forbidden):
        await db.brief(refused)

    assert not await Receipt.exists(actor_id=viewer.user_id)
    assert await asked(viewer, "a")


async def test_concurrent_requests_of_one_key_are_done_once() -> None:
    viewer = a_viewer()

    answers = await asyncio.gather(*(asked(viewer, "a") for _ in range(4)))

    assert len({answer["id"] for answer in answers}) == 1


async def test_second_request_waits_for_how_the_first_one_ends() -> None:
    viewer, claimed, let_go = a_viewer(), asyncio.Event(), asyncio.Event()

    async def slow_refusal(tx: db.Tx) -> None:
        await receipts.claim_receipt(tx, viewer, "a", "updateScene", {})
        claimed.set()
        await let_go.wait()
        raise Forbidden

    first = asyncio.ensure_future(db.brief(slow_refusal))
    await claimed.wait()
    second = asyncio.ensure_future(asked(viewer, "a"))
    done, _ = await asyncio.wait([second], timeout=0.1)
    let_go.set()

    assert not done
    with pytest.raises(Forbidden):
        await first
    assert await second


@pytest.mark.parametrize("key", ["", "x" * 201, "nul\x00", "\ud800"])
async def test_bad_idempotency_key_is_refused(key: str) -> None:
    with pytest.raises(Invalid) as refused:
        await asked(a_viewer(), key)

    assert refused.value.path == ("idempotencyKey",)


async def test_old_receipts_are_pruned() -> None:
    viewer = a_viewer()
    first, kept = await asked(viewer, "a" * 200), await asked(viewer, "b")
    await Receipt.filter(actor_id=viewer.user_id, key="a" * 200).update(
        at=datetime.now(UTC) - timedelta(hours=49)
    )

    pruned = await receipts.prune_receipts()

    assert pruned >= 1
    assert await asked(viewer, "a" * 200) != first
    assert await asked(viewer, "b") == kept


# Audit


async def test_audit_is_written_with_what_it_tells(session: Session) -> None:
    async def work(tx: db.Tx, error: AixssError | None) -> None:
        await audit(
            tx,
            team_id=session.team.id,
            actor_id=session.user.id,
            action="lock.overridden" if error is None else "never",
            target_type="project",
            target_id=ids.new(),
            detail={"field": "anchor"},
        )
        if error:
            raise error

    await db.brief(lambda tx: work(tx, None))
    with pytest.raises(Forbidden):
        await db.brief(lambda tx: work(tx, Forbidden()))

    entries = await AuditEntry.filter(team_id=session.team.id).values_list("action", "detail")
    assert entries == [("lock.overridden", {"field": "anchor"})]
