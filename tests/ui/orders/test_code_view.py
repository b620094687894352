import pytest
from pytestqt.qtbot import QtBot

from shipdesk.ui.orders.code_view import CodeView, pretty


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"name":"陳大文","n":1.50}', '{\n  "name": "陳大文",\n  "n": 1.5\n}'),
        ("username=hk&api_key=%E2%80%A2&note=a+b", "username = hk\napi_key = •\nnote = a b"),
        ("<html>a=b</html>", "<html>a=b</html>"),
        ("", ""),
    ],
)
def test_a_body_is_laid_out_by_what_it_is(body: str, shown: str) -> None:
    assert pretty(body) == shown


def test_markup_of_a_carrier_is_text(qtbot: QtBot) -> None:
    view = CodeView("<b>bold</b><img src='http://example.com/x.png'>", "Answer")
    qtbot.addWidget(view)
    assert view.toPlainText() == "<b>bold</b><img src='http://example.com/x.png'>"
    assert view.isReadOnly()
