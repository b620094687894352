"""What the control door can change about the simulated Deeple."""

from dataclasses import dataclass, field

from shipdesk.simulator.deeple.proof import RECIPES, TIMESTAMPS


@dataclass
class Settings:
    """Settings of POST /_control/deeple/settings.

    Attributes:
        url: where its webhook goes; "configured internally by admin from Deeple system".
        pid, secret: of the project.
        recipe: how SIGNATURE is computed, which the page does not say; a name of RECIPES.
        timestamp: how TIMESTAMP is written, which it does not say either; a name of TIMESTAMPS.
        webhook_pauses: seconds before each new try of a call not answered with 200: "sent for 5 times".
    """

    url: str = ""
    pid: str = "training"
    secret: str = "training"  # noqa: S105 - it guards nothing but make-believe
    recipe: str = "hmac-sha256-hex"
    timestamp: str = "seconds"
    webhook_pauses: list[float] = field(default_factory=lambda: [1.0, 2.0, 4.0, 8.0])

    def __post_init__(self) -> None:
        if self.recipe not in RECIPES:
            raise ValueError(f"recipe is one of {', '.join(RECIPES)}.")
        if self.timestamp not in TIMESTAMPS:
            raise ValueError(f"timestamp is one of {', '.join(TIMESTAMPS)}.")
