"""Never twice, never lost: proved (reliability.md). The long forms are run by `build/run.py prove`."""
