"""Pictures of the Inbox screen, to be looked at: nothing yet, odd deliveries in several scripts, all of them.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_inbox OUT_DIR [light dark contrast]
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shipdesk.core.inbound import Delivery
from shipdesk.ui.inbox.screen import InboxScreen
from shipdesk.usecases.inbound.work_in import work_in_inbox
from tests.sources.samples import CEVA, DEEPLE, WINKELSTRAAT
from tests.ui.camera import in_each_scheme, open_screen, snap, wait
from tests.ui.orders.world import World, world


def receive(one: World, source: str, body: dict[str, Any]) -> None:
    desk, content = one.workplace.desk, json.dumps(body, ensure_ascii=False).encode()
    desk.inbox.keep([(Delivery(source, {}, content, desk.clock()), hashlib.sha256(content).hexdigest())])
    work_in_inbox(desk, desk.inbox)


def stock(one: World) -> None:
    receive(one, "deeple", DEEPLE)
    receive(one, "winkelstraat", WINKELSTRAAT)
    receive(one, "ceva", CEVA)
    receive(one, "deeple", DEEPLE | {"orderNumber": "เลขที่ใบสั่งซื้อที่ยาวมาก" * 4})
    receive(one, "winkelstraat", {"increment_id": "1", "items": "倉庫有限公司"})
    receive(one, "deeple", DEEPLE | {"grandTotal": -1})


def draw(one: World, out: Path, scheme: str) -> None:
    screen = InboxScreen(one.opening())
    open_screen(screen, one)
    wait()
    snap(screen, out / f"{scheme}-inbox-empty.png")
    stock(one)
    for name in ("attention", "waiting", "all"):
        screen.lists.pick(name)
        screen.read()
        wait()
        snap(screen, out / f"{scheme}-inbox-{name}.png")
    screen.shutdown()
    screen.close()
    screen.deleteLater()
    wait()


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as root, world(Path(root)) as one:
        draw(one, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
