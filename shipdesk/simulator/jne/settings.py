"""What the control door can change about the simulated JNE."""

from dataclasses import dataclass


@dataclass
class Settings:
    """Settings of POST /_control/jne/settings.

    Attributes:
        samples: take the values of the sample requests that their own tables forbid; see SAMPLE_VALUES.
        duplicate_cnote: what `cnote` of a pickupcashless refused for its order id is: the airwaybill there is
            (`existing`), or the one that was sent (`sent`, null where none was).
        batam_required: the fields "khusus kiriman batam" are required from and to Batam.
        tracked_at_once: an airwaybill is found by tracking before its first scan.
        refused_characters: a value with any of these is refused by the "security Policy".
    """

    samples: bool = True
    duplicate_cnote: str = "existing"
    batam_required: bool = True
    tracked_at_once: bool = False
    refused_characters: str = ""

    def __post_init__(self) -> None:
        if self.duplicate_cnote not in ("existing", "sent"):
            raise ValueError("duplicate_cnote is existing or sent.")
