"""Tables built as they are now: thirty migrations one after the other take longer."""


class Straight:
    """Stands for the settings' list of migrations, and says that no app has any."""

    def __contains__(self, _app: str) -> bool:
        """Every app is listed."""
        return True

    def __getitem__(self, _app: str) -> None:
        """None has migrations."""
        return
