from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from shipdesk.core.carrier import AccountKey
from shipdesk.core.errors import InputError, SetupError
from shipdesk.core.fields import choices
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.settings.paths import Home
from shipdesk.settings.secrets import open_secrets
from shipdesk.settings.store import SettingsStore


@dataclass(frozen=True)
class Record:
    """The part of a carrier's record that an account needs."""

    id: str
    label: str
    account: tuple[AccountKey, ...]
    environments: Mapping[str, str] = field(default_factory=dict)


SWIFT = Record(
    "swift",
    "Swift Post",
    (
        AccountKey("username", "User name"),
        AccountKey("branch", "Branch", required=False, most_bytes=6),
        AccountKey("places", "Places", default="advise", choices=choices("advise", "enforce")),
        AccountKey("password", "Password", secret=True),
        AccountKey("webhook_secret", "Webhook secret", secret=True, required=False, several=True),
    ),
    {"production": "https://api.swift.test/v1", "sandbox": "https://sandbox.swift.test"},
)
OLD = Record("old", "Old Post", (AccountKey("api_key", "Key", secret=True),), {"production": "http://old.test:10102"})
SHOP = Record("shop", "The shop", (AccountKey("project_id", "Project"), AccountKey("secret", "Secret", secret=True)))


@pytest.fixture
def accounts(home: Home) -> CarrierAccounts:
    holders = {holder.id: holder for holder in (SWIFT, OLD, SHOP)}
    return CarrierAccounts(SettingsStore(home.settings), open_secrets(home), holders)


def set_up(accounts: CarrierAccounts, **changes: str) -> None:
    accounts.set("swift", {"environment": "sandbox", "username": "station-3", **changes})
    accounts.set_secret("swift", "password", "correct horse")


def test_an_account_that_was_never_set_up_is_none_and_has_no_settings(accounts: CarrierAccounts) -> None:
    assert accounts.account("swift") is None
    assert accounts.settings("swift") == {}
    assert accounts.settings("unheard-of") == {}


def test_an_account_as_its_connector_gets_it(accounts: CarrierAccounts) -> None:
    set_up(accounts)
    account = accounts.account("swift")
    assert account is not None
    assert (account.carrier, account.environment) == ("swift", "sandbox")
    assert account.base_url == "https://sandbox.swift.test"
    assert account.settings == {"environment": "sandbox", "username": "station-3", "places": "advise"}
    assert account.secret("password") == "correct horse"
    assert account.secret("token") == ""
    account.remember_secret("token", "abc")
    assert accounts.secret("swift", "token") == "abc"
    account.remember_secret("token", "")
    assert accounts.secret("swift", "token") == ""
    account.remember_secret("webhook_secret", "first")
    account.remember_secret("webhook_secret", "second")
    assert accounts.secrets("swift", "webhook_secret") == ("first", "second")


def test_the_settings_file_has_no_secret(accounts: CarrierAccounts, home: Home) -> None:
    set_up(accounts)
    assert json.loads(home.settings.read_text()) == {
        "accounts": {"swift": {"environment": "sandbox", "username": "station-3"}}
    }
    for path in home.root.rglob("*"):
        assert path.is_dir() or b"correct horse" not in path.read_bytes()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://127.0.0.1:8000/jumppoint", "http://127.0.0.1:8000/jumppoint"),
        ("https://host.test/a/b/", "https://host.test/a/b"),
        (" http://[::1]:8000 ", "http://[::1]:8000"),
    ],
)
def test_a_custom_base_url_keeps_its_path_prefix(accounts: CarrierAccounts, given: str, kept: str) -> None:
    set_up(accounts, environment="custom", base_url=given)
    account = accounts.account("swift")
    assert account is not None
    assert account.base_url == kept


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"environment": "live"}, "'environment' of Swift Post is one of production, sandbox, custom, not 'live'"),
        ({"environment": "custom"}, "documents no address for custom; give it with base_url="),
        ({"base_url": "http://host.test"}, "http is only for environment=custom"),
        ({"base_url": "ftp://host.test"}, "is no URL; write it like https://"),
        ({"base_url": "https://"}, "is no URL"),
        ({"base_url": "https://host.test:99999"}, "is no URL"),
        ({"base_url": "https://me:secret@host.test"}, "holds no name, password"),
        ({"base_url": "https://host.test/?key=1"}, "holds no name, password"),
        ({"settle": "0,5,soon"}, "'settle' is 1 to 20 pauses in seconds"),
        ({"settle": "-1"}, "'settle' is"),
        ({"settle": "nan"}, "'settle' is"),
        ({"settle": "1e3"}, "'settle' is"),
        ({"places": "maybe"}, "'places' of Swift Post is one of advise, enforce"),
        ({"usrname": "x"}, "Swift Post has no setting 'usrname'; there are environment, base_url, settle, username"),
        ({"password": "x"}, "'password' is a secret and never an argument; .* --secret password"),
        ({"username": "a\nb"}, "'username' is one line"),
        ({"branch": "CGK0000"}, "'branch' of Swift Post is 1 byte too long; it may have 6 bytes"),
        ({"branch": "香港00"}, "'branch' of Swift Post is 2 bytes too long"),
    ],
)
def test_a_wrong_setting_is_refused_and_changes_nothing(
    accounts: CarrierAccounts, changes: dict[str, str], sentence: str
) -> None:
    set_up(accounts)
    before = accounts.settings("swift")
    with pytest.raises(InputError, match=sentence):
        accounts.set("swift", {"username": "another", **changes})
    assert accounts.settings("swift") == before


def test_the_pauses_are_kept_as_seconds(accounts: CarrierAccounts) -> None:
    set_up(accounts, settle="0, 0.5,30")
    assert accounts.settings("swift")["settle"] == "0,0.5,30"


def test_an_empty_value_takes_a_setting_away(accounts: CarrierAccounts) -> None:
    set_up(accounts, settle="0,1")
    accounts.set("swift", {"settle": ""})
    assert "settle" not in accounts.settings("swift")


def test_another_environment_forgets_the_old_ones_address(accounts: CarrierAccounts) -> None:
    set_up(accounts, environment="custom", base_url="http://127.0.0.1:8000/swift")
    accounts.set("swift", {"environment": "production"})
    account = accounts.account("swift")
    assert account is not None
    assert account.base_url == "https://api.swift.test/v1"


def test_a_documented_plain_address_is_taken_and_one_that_is_not_documented_must_be_given(
    accounts: CarrierAccounts,
) -> None:
    accounts.set("old", {"environment": "production"})
    accounts.set_secret("old", "api_key", "k")
    account = accounts.account("old")
    assert account is not None
    assert account.base_url == "http://old.test:10102"
    with pytest.raises(InputError, match="Old Post documents no address for sandbox"):
        accounts.set("old", {"environment": "sandbox"})


def test_a_half_account_says_what_it_lacks_and_the_command_that_mends_it(accounts: CarrierAccounts) -> None:
    accounts.set("swift", {"username": "station-3"})
    with pytest.raises(SetupError, match=r"lacks environment and password; .* account set swift environment=…"):
        accounts.account("swift")
    accounts.set("swift", {"environment": "sandbox"})
    with pytest.raises(SetupError, match=r"lacks password; .* account set swift --secret password"):
        accounts.account("swift")


def test_settings_written_by_hand_are_checked_before_anything_is_sent(accounts: CarrierAccounts, home: Home) -> None:
    set_up(accounts)
    document = json.loads(home.settings.read_text())
    document["accounts"]["swift"]["base_url"] = "http://elsewhere.test"
    home.settings.write_text(json.dumps(document))
    with pytest.raises(SetupError, match="http is only for environment=custom"):
        accounts.account("swift")
    home.settings.write_text(json.dumps({"accounts": {"swift": {"username": 5}}}))
    with pytest.raises(SetupError, match="account swift are damaged"):
        accounts.settings("swift")


def test_secrets_of_a_kind_that_may_be_several_add_up_and_others_replace(accounts: CarrierAccounts) -> None:
    for value in ("one", "two", "one"):
        accounts.set_secret("swift", "webhook_secret", value)
        accounts.set_secret("swift", "password", value)
    assert accounts.secrets("swift", "webhook_secret") == ("two", "one")
    assert accounts.secrets("swift", "password") == ("one",)


@pytest.mark.parametrize(
    ("carrier", "key", "value", "sentence"),
    [
        ("swift", "passwort", "x", "Swift Post has no secret 'passwort'; there is password, webhook_secret"),
        ("swift", "username", "x", "no secret 'username'"),
        ("swift", "password", "", "A secret is text of 1 to"),
        ("swift", "password", "a\0b", "A secret is text"),
        ("swfit", "password", "x", "There is no account 'swfit'; there are swift, old, shop"),
    ],
)
def test_a_secret_that_cannot_be_is_refused(
    accounts: CarrierAccounts, carrier: str, key: str, value: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        accounts.set_secret(carrier, key, value)


def test_a_source_of_webhooks_has_only_its_own_keys(accounts: CarrierAccounts) -> None:
    with pytest.raises(InputError, match="The shop has no setting 'environment'; there are project_id, secret"):
        accounts.set("shop", {"environment": "production"})
    accounts.set("shop", {"project_id": "77"})
    accounts.set_secret("shop", "secret", "s")
    account = accounts.account("shop")
    assert account is not None
    assert (account.environment, account.base_url, account.settings) == ("", "", {"project_id": "77"})


def test_the_list_tells_what_is_set_and_no_secret(accounts: CarrierAccounts) -> None:
    set_up(accounts)
    swift, old, shop = accounts.views()
    assert swift.is_set_up
    assert swift.secrets == {"password": 1, "webhook_secret": 0}
    assert "correct horse" not in repr(swift)
    assert old.missing == ("environment", "api_key")
    assert shop.missing == ("project_id", "secret")
