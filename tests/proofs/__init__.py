"""Never twice, never lost: proved. The long forms are run by `build/run.py prove`."""
