"""Pictures of the Import screen, to be looked at: nothing yet, a file set up, checking, faulty rows, done.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_imports OUT_DIR [light dark contrast]
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from shipdesk.core.imports import Stage, Standing
from shipdesk.ui.imports.screen import ImportsScreen
from shipdesk.usecases.imports.run import Progress
from tests.ui.camera import close_screen, in_each_scheme, open_screen, settle, snap
from tests.ui.imports.orders import default_sender, write_orders
from tests.ui.orders.world import World, world


def draw(one: World, out: Path, scheme: str, files: Path) -> None:
    default_sender(one)
    screen = ImportsScreen(one.opening())
    open_screen(screen, one)
    snap(screen, out / f"{scheme}-import-empty.png")
    path = write_orders(files / "orders-2026-11-22-platform-export-hong-kong-to-thailand.csv", 400)
    screen.take_file(path)
    settle(one)
    snap(screen, out / f"{scheme}-import-plan.png")
    screen.plan.fixed["carrier"].editor.set_text("jumppoint")
    screen.plan.fixed["service"].editor.set_text("Air")
    at = screen.plan.plan.headings.index("Item origin")
    screen.plan.table.selectRow(at)
    screen.plan.field.editor.set_text("products.description_origin")
    screen.plan._on_field("products.description_origin")
    screen.plan._on_fixed("")
    settle(one)
    snap(screen, out / f"{scheme}-import-set-up.png")
    screen._begin()
    settle(one)
    screen.runs.running = screen.rows.one.id if screen.rows.one else 0
    screen.runs.words = "Checking"
    screen.runs.told.emit(Progress(14_200, 0.31, 642.0, 95.0))
    settle(one)
    snap(screen, out / f"{scheme}-import-checking.png")
    screen.runs.running = 0
    screen._say()
    screen.rows.lists.pick(Standing.FAULTY.value)
    screen._list()
    settle(one)
    screen.rows.editor.focus_fault()
    settle(one)
    snap(screen, out / f"{scheme}-import-faulty.png")
    field = screen.rows.editor.fields[0]
    field.editor.set_text("+66 81 234 5678")
    screen.rows.editor.commit()
    settle(one)
    snap(screen, out / f"{scheme}-import-alike.png")
    screen.mending.mend_alike()
    settle(one)
    snap(screen, out / f"{scheme}-import-mended.png")
    screen.go_on()
    settle(one)
    assert screen.rows.one is not None
    assert screen.rows.one.stage in (Stage.READY, Stage.DONE)
    screen.rows.lists.pick(Standing.TAKEN.value)
    screen._list()
    settle(one)
    snap(screen, out / f"{scheme}-import-taken.png")
    screen.back()
    screen.back()
    settle(one)
    snap(screen, out / f"{scheme}-import-home.png")
    thai = files / "thai.csv"
    thai.write_bytes("เลขที่,ผู้รับ,ที่อยู่,โทรศัพท์\nDP-1,สมชาย ใจดี,99/1 ถนนพหลโยธิน,0812345678\n".encode("cp874"))
    screen.take_file(thai)
    settle(one)
    snap(screen, out / f"{scheme}-import-thai.png")
    screen.take_file(_workbook(files / "two sheets.xlsx"))
    settle(one)
    snap(screen, out / f"{scheme}-import-sheets.png")
    close_screen(screen)


def _workbook(path: Path) -> Path:
    with Workbook(str(path)) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["Dear all", "the orders are on the next sheet"])
        orders = book.add_worksheet("訂單 2026-11-23")
        orders.write_row(0, 0, ["Order No", "Recipient", "Address", "Phone", "City", "備註"])
        orders.write_row(1, 0, ["SO-1", "陳大文", "九龍旺角彌敦道 688 號", "+852 2123 4567", "Hong Kong", "小心輕放"])
    return path


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as root, world(Path(root) / "home") as one:
        draw(one, out, scheme, Path(root))


if __name__ == "__main__":
    in_each_scheme(shoot)
