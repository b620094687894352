"""Try out a carrier account."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk


def test_account(desk: Desk, carrier: str) -> str:
    """Call the carrier with the account as it is set up; a sentence of what it said.

    Raises:
        SetupError: there is no such account, or a key or secret of it is missing.
        CarrierError, NetworkError: the carrier refuses it, or cannot be reached.
    """
    return desk.connector(carrier).test()
