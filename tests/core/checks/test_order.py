"""Problems are told once each, in the order of the form."""

from shipdesk.core.checks.order import in_form_order
from shipdesk.core.fields import Field, Group
from shipdesk.core.problems import error


def test_the_field_table_then_the_options_then_the_rest() -> None:
    options = (Field("options.port", "Port", Group.OPTIONS), Field("options.batam", "Batam", Group.OPTIONS))
    fields = ["nowhere", "options.batam", "products[1].sku", "options.port", "products", "receiver.name", "sender.name"]
    found = [error(field, "any", "Something is wrong.") for field in fields]
    assert [one.field for one in in_form_order([*found, *found], options)] == [
        "sender.name", "receiver.name", "products", "products[1].sku", "options.port", "options.batam", "nowhere",
    ]  # fmt: skip
