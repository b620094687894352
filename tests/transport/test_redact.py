"""No secret in what is kept, and what is no secret stays."""

import base64
import json
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.transport.redact import MOST, STRUCK, redact, redact_body, redact_headers

SECRET = "s3cr3t/Ünïque+value"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"password": "{SECRET}", "username": "ann"}}',
        f'{{"Password" : "{SECRET}"}}',
        f'{{"accessToken":"{SECRET}","expiresIn":86400}}',
        f'{{"data": {{"secret": "{SECRET}"}}}}',
        f'{{"appKey": "{SECRET}',
        f"username=ann&api_key={quote_plus(SECRET)}&weight=1",
        f"https://files.example/label.pdf?X-Amz-Signature={quote_plus(SECRET)}&X-Amz-Date=1",
        f'{{"url": "https://files.example/x?X-Amz-Credential={quote_plus(SECRET)}&a=1"}}',
        f"token={quote_plus(SECRET)}",
    ],
)
def test_struck_out_by_the_name_beside_it(text: str) -> None:
    kept = redact(text)
    assert SECRET not in kept
    assert quote_plus(SECRET) not in kept
    assert STRUCK in kept


def test_what_stands_beside_it_stays() -> None:
    kept = redact(f'{{"username": "ann", "password": "{SECRET}", "receiver": {{"name": "Jerry \\"J\\" Lee"}}}}')
    assert json.loads(kept) == {"username": "ann", "password": STRUCK, "receiver": {"name": 'Jerry "J" Lee'}}
    assert redact("a=1&api_key=x123&weight=2") == f"a=1&api_key={STRUCK}&weight=2"
    assert redact("username=ANN&api_key=x123&name=ANN") == f"username={STRUCK}&api_key={STRUCK}&name=ANN"


@pytest.mark.parametrize("text", ['{"tokens": 5, "secretary": "Ann"}', "passwords=2", '{"note": "the secret of tea"}'])
def test_what_only_sounds_like_a_secret_stays(text: str) -> None:
    assert redact(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=6, max_size=40))
def test_a_known_value_is_struck_out_wherever_and_however_it_stands(secret: str) -> None:
    text = "\n".join(
        [
            f"before{secret}after",
            json.dumps({"note": secret}),
            json.dumps({"note": secret}, ensure_ascii=False),
            f"note={quote_plus(secret)}",
            base64.b64encode(secret.encode()).decode(),
        ]
    )
    kept = redact(text, [secret]).replace(STRUCK, "")
    for spelling in (secret, json.dumps(secret)[1:-1], quote_plus(secret), base64.b64encode(secret.encode()).decode()):
        assert spelling not in kept


def test_headers() -> None:
    kept = redact_headers(
        {"Authorization": f"Bearer {SECRET}", "clientId": SECRET, "Content-Type": "application/json", "X-Echo": SECRET},
        [SECRET],
    )
    assert SECRET not in kept
    assert "Content-Type: application/json" in kept


def test_bodies_are_cut_after_they_were_struck() -> None:
    body = ("x" * (MOST - 10) + SECRET + "y" * 50).encode()
    kept = redact_body(body, "text/plain", [SECRET])
    assert kept.endswith("… (cut)")
    assert "s3cr" not in kept
    assert len(kept.encode()) <= MOST + 20


def test_files_are_not_kept_as_text() -> None:
    assert redact_body(b"%PDF-1.7 \0\1", "application/pdf") == "(11 bytes of application/pdf)"
    assert redact_body(b"%PDF-1.7", "") == "(8 bytes of something)"
    assert redact_body(b"", "application/pdf") == ""
    assert redact_body(b"<html>", "text/html") == "<html>"
