"""What goes out comes in again: the faulty rows, and any export."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.imports import Aim, Standing
from shipdesk.core.records import Query
from shipdesk.core.shipment import Party, Shipment
from shipdesk.usecases.book import add
from shipdesk.usecases.export import export
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.export_faulty import export_faulty
from shipdesk.usecases.imports.look import look_at
from tests.usecases.desks import Bench, open_bench, sample
from tests.usecases.imports.orders import line, write
from tests.usecases.imports.runs import checked, rows

_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20)


def test_faulty_rows_go_out_with_their_reasons_and_come_in_again(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Phone="12"), line("A2")))
    out = tmp_path / "faulty.csv"
    assert export_faulty(bench.desk, one.id, out) == 1
    content = out.read_text(encoding="utf-8-sig")
    assert rows(bench, one, Standing.FAULTY)[0].problems[0].message in content.replace('""', '"')
    out.write_text(content.replace(",12,", f",{sample().receiver.phone},"), encoding="utf-8")
    again = check_on(bench.desk, begin_import(bench.desk, look := look_at(bench.desk, out), look.plan, Aim.TO_SHIP).id)
    assert again.counts == {Standing.GOOD: 1}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_TEXTS.map(str.strip), min_size=1, max_size=4), ending=st.sampled_from(["csv", "xlsx", "json"]))
def test_what_is_exported_is_imported_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], ending: str
) -> None:
    home = tmp_path_factory.mktemp("trip")
    party = sample().receiver
    made: list[Shipment] = [
        sample(reference=f"R{at}").model_copy(update={"receiver": _named(party, name)}) for at, name in enumerate(names)
    ]
    file = home / f"out.{ending}"
    with open_bench(home / "there") as there:
        for shipment in made:
            add(there.desk, shipment, source="table", why="Typed.")
        export(there.desk, Query(), file)
    with open_bench(home / "here") as here:
        look = look_at(here.desk, file)
        one = check_on(here.desk, begin_import(here.desk, look, look.plan, Aim.TO_SHIP).id)
        found = {row.reference: Shipment.model_validate_json(row.shipment) for row in rows(here, one)}
    assert found == {shipment.reference: shipment for shipment in made}


def _named(party: Party, name: str) -> Party:
    return Party.model_validate({**party.model_dump(), "name": name})
