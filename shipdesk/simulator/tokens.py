"""The tokens that a carrier has given, each with its end."""

from datetime import UTC, datetime, timedelta


class Tokens:
    """All in memory; a token that is not known is as dead as one whose time is over."""

    def __init__(self) -> None:
        self._ends: dict[str, datetime] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def give(self, token: str, seconds: int) -> str:
        """From now on `token` lives so many seconds; gives it back."""
        self._ends[token] = datetime.now(UTC) + timedelta(seconds=seconds)
        return token

    def lives(self, token: str) -> bool:
        end = self._ends.get(token)
        return end is not None and datetime.now(UTC) < end

    def expire(self) -> int:
        """Every token given so far is refused from now on; gives their number."""
        expired = len(self._ends)
        self._ends.clear()
        return expired
