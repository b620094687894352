"""Write build/lock/*.txt afresh: every package with its version and hashes, and no registry's address.

Needs uv on the path. Run it after a change of the dependencies in pyproject.toml, and once a month for
the packages that carry data (phone plans, holidays, time zones).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"app": ["build"], "dev": ["build", "dev"]}


def main() -> int:
    for name, groups in LOCKS.items():
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
        command += [word for group in groups for word in ("--group", group)]
        command += ["pyproject.toml", "--output-file", f"build/lock/{name}.txt", *sys.argv[1:]]
        subprocess.run(command, cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
