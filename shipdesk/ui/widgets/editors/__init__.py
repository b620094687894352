"""What one types in. Every editor speaks text: decimals and dates go from the form to the wire as they were written.

An editor draws no border: `FieldRow` draws the frame around it, with the label, the unit and the problem. What is
typed is never refused or changed under the fingers; a check says what is wrong with it.
"""

from shipdesk.ui.widgets.editors.address import AddressEditor
from shipdesk.ui.widgets.editors.check import CheckEditor
from shipdesk.ui.widgets.editors.choice import ChoiceEditor
from shipdesk.ui.widgets.editors.day import DateEditor
from shipdesk.ui.widgets.editors.line import DecimalEditor, TextEditor, WholeEditor
from shipdesk.ui.widgets.editors.protocol import Editor

__all__ = [
    "AddressEditor",
    "CheckEditor",
    "ChoiceEditor",
    "DateEditor",
    "DecimalEditor",
    "Editor",
    "TextEditor",
    "WholeEditor",
]
