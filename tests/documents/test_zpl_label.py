import pytest

from shipdesk.documents.zpl_label import zpl_faults

NUMBER = "JPTH1931219700"
OTHER = "JPTH1931219701"
CODE = f"^FO50,50^BY3^BCN,100,Y,N,N^FD{NUMBER}^FS"
TEXT = f"^FO9,9^A0N,20,20^FD{NUMBER}^FS"


def codes(zpl: str) -> list[str]:
    faults = zpl_faults(zpl.encode(), NUMBER)
    assert all(fault.sentence.endswith(".") and "\n" not in fault.sentence for fault in faults)
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    "zpl",
    [
        f"^XA{CODE}^XZ",
        f"^XA^PW799^LL1199{CODE}^XZ\r\n",
        f"^XA^PW1218^LL1829{CODE}^XZ",  # 4 x 6 inches at 300 dpi
        f"^XA^PW832{CODE}^XZ",  # the whole head
        f"^XA{CODE.replace('^FD', '^FD>:')}^XZ",
        f"^XA^FO9,9^BQN,2,6^FDQA,{NUMBER}^FS^XZ",
        "^XA^FO9,9^BCN,100^FH^FDJPTH_319_331219700^FS^XZ",
        f"^XA^FO9,9^BCN,100^FH\\^FD{NUMBER[:-1]}\\30^FS^XZ",
        f"^XA^FX {OTHER}^FS{CODE}{CODE.replace(NUMBER, 'SO-1008')}^XZ",
        f"^XA^FO0,0^GFA,8,8,1,FFFFFFFFFFFFFFFF^FS{TEXT}^XZ",  # its bars may be in the picture
        f"^XA^MMT^XZ^XA{CODE}^XZ",
    ],
)
def test_what_may_be_printed(zpl: str) -> None:
    assert codes(zpl) == []


@pytest.mark.parametrize(
    ("zpl", "found"),
    [
        (f"^XA{CODE}", "label.cut"),
        (CODE, "label.cut"),
        (f"^XA{CODE.replace(NUMBER, OTHER)}^XZ", "label.other_code"),
        (f"^XA{CODE.replace(NUMBER, NUMBER + '7')}^XZ", "label.other_code"),
        (f"^XA{TEXT}{CODE.replace(NUMBER, OTHER)}^XZ", "label.other_code"),
        (f"^XA^FX {NUMBER}^FS{CODE.replace(NUMBER, OTHER)}^XZ", "label.other_code"),
        (f"^XA{CODE}{CODE.replace(NUMBER, OTHER)}^XZ", "label.other_code"),
        (f"^XA{CODE}^XZ^XA{CODE.replace(NUMBER, OTHER)}^XZ", "label.other_code"),
        (f"^XA{TEXT}^XZ", "label.no_code"),
        ("^XA^XZ", "label.no_code"),
        (f"^XA^PW400{CODE}^XZ", "label.size"),
        (f"^XA^PW1700^LL2400{CODE}^XZ", "label.size"),
    ],
)
def test_what_is_wrong_with_it(zpl: str, found: str) -> None:
    assert set(codes(zpl)) == {found}
