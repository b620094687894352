"""`python -m shipdesk.simulator`: the simulated carriers alone."""

import argparse

from shipdesk.simulator import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="shipdesk.simulator", description="Simulated carriers on the loopback.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--numbers", choices=("in-answer", "later"), default="in-answer")
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input ends")
    asked = parser.parse_args()
    try:
        serve(asked.host, asked.port, numbers=asked.numbers, with_parent=asked.with_parent)
    except OSError as error:
        parser.exit(1, f"Cannot listen on {asked.host}:{asked.port}: {error.strerror}.\n")


if __name__ == "__main__":
    main()
